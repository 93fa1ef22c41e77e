using System;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>Does what a case says, and compares what comes back.</summary>
internal static class HostilePlay
{
    /// <param name="server">Where the server is, whatever the path.</param>
    /// <param name="played">The case.</param>
    public static async Task RunAsync(Uri server, HostileCase played)
    {
        await using HostileSocket client = await HostileSocket.ConnectAsync(
            new Uri(server, played.Path), played.IsUpgraded, played.Headers);
        foreach (HostileStep step in played.Steps)
        {
            await PlayAsync(client, step);
        }
    }

    private static async Task PlayAsync(HostileSocket client, HostileStep step)
    {
        switch (step.Kind)
        {
            case HostileStepKind.Send:
                await client.SendAsync(step.Bytes);
                break;
            case HostileStepKind.Status:
                Assert.Equal(step.Code, await client.ReadStatusAsync());
                break;
            case HostileStepKind.Alive or HostileStepKind.Answers:
                await client.AssertServedAsync(exactly: step.Kind == HostileStepKind.Alive);
                break;
            default:
                await HearAsync(client, step);
                break;
        }
    }

    private static async Task HearAsync(HostileSocket client, HostileStep step)
    {
        bool isSkipped;
        do
        {
            (int opcode, byte[] payload) = await client.ReadFrameAsync();
            string text = Encoding.UTF8.GetString(payload);
            bool isMessage = opcode == HostileFrame.TextOpcode;
            bool isMeant = isMessage && text.StartsWith(step.Text, StringComparison.Ordinal);
            isSkipped = step.Kind == HostileStepKind.HearLater && isMessage && !isMeant;
            bool isExpected = step.Kind switch
            {
                HostileStepKind.Hear => isMeant,
                HostileStepKind.HearLater => isMessage,
                HostileStepKind.Pong => opcode == HostileFrame.Pong && text == step.Text,
                HostileStepKind.Close => opcode == HostileFrame.CloseOpcode && CodeOf(payload) == step.Code,
                _ => opcode == HostileSocket.Ended,
            };
            string heard = opcode == HostileFrame.CloseOpcode ? $"close {CodeOf(payload)}" : text;
            Assert.True(isExpected, $"{step.Kind} {step.Text}{step.Code} expected, but heard: {opcode} {heard}");
            Assert.DoesNotContain("a secret of the server", text, StringComparison.Ordinal);
        }
        while (isSkipped);
    }

    private static int CodeOf(byte[] payload) => payload.Length < 2 ? 1005 : (payload[0] << 8) | payload[1];
}
