using System;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Tests.Wire;

/// <summary>What is predicted must be what the full reader says, wherever the payload is what it seems.</summary>
internal static class PredictedAgreement
{
    public static void Assert(byte[] message)
    {
        if (!PredictedEnvelope.TryRead(message, WireLimits.Default, out Envelope predicted)
            || !IsName(predicted.Method)
            || !IsOneValue(PayloadOf(predicted)))
        {
            return;
        }

        Envelope read = EnvelopeReader.Read(message, stackalloc byte[WireLimits.Default.MaxMethodBytes], WireLimits.Default);
        Xunit.Assert.Equal(read.Kind, predicted.Kind);
        Xunit.Assert.Equal(read.Id, predicted.Id);
        Xunit.Assert.Equal(Encoding.UTF8.GetString(read.Method), Encoding.UTF8.GetString(predicted.Method));
        Xunit.Assert.Equal(Encoding.UTF8.GetString(PayloadOf(read)), Encoding.UTF8.GetString(PayloadOf(predicted)).Trim());
    }

    // Whatever else is not found among the methods, and left to the reader.
    private static bool IsName(ReadOnlySpan<byte> method) =>
        !method.ContainsAnyInRange((byte)0, (byte)0x1F) && Utf8.IsValid(method);

    private static ReadOnlySpan<byte> PayloadOf(Envelope envelope) =>
        envelope.Kind == EnvelopeKind.Result ? envelope.Payload : envelope.Params.IsEmpty ? "[]"u8 : envelope.Params;

    // As whoever reads the payload does: it begins at the first byte, ends at the last, and lies one level down.
    private static bool IsOneValue(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireLimits.Default.MaxDepth - 1 });
        try
        {
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
