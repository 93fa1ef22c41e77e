using System;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Wire;
using Ws.Rpc.Wire;
using Xunit;
using Xunit.Abstractions;

namespace Ws.Rpc.Tests.Fuzz;

/// <summary>The readers of envelopes under spoilt messages: they never throw, always classify, and agree.</summary>
public sealed class EnvelopeTargetTests(ITestOutputHelper output)
{
    private const int Rounds = 600_000;

    [Fact]
    public Task Readers_classify_whatever_they_are_given() => FuzzRun.EachAsync(Rounds, FuzzMessages.All, output, message =>
    {
        string text = EnvelopeText.Describe(message, WireLimits.Default);
        Assert.Equal(IsJson(message), text != "Invalid -32700 null");
        PredictedAgreement.Assert(message);
        return Task.CompletedTask;
    });

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse((ReadOnlyMemory<byte>)bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
