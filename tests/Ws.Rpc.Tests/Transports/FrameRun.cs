using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Transports;

/// <summary>What one transport made of an input.</summary>
internal sealed record FrameRun(string Messages, TransportClosure Closure, int SentCode)
{
    public static async Task<FrameRun> RunAsync(FrameScript script, PairKind kind, bool isServer, TransportOptions options)
    {
        ScriptStream stream = new(script.Bytes, script.Portions);
        List<string> messages = [];
        await using IMessageTransport transport = TransportPair.Create(stream, isServer, kind, options, TimeProvider.System);
        while (await transport.ReceiveAsync())
        {
            messages.Add(Convert.ToHexString(transport.Message.Span));
        }

        return new FrameRun(string.Join(',', messages), transport.Closure, await SentCodeAsync(stream.Written.ToArray()));
    }

    public override string ToString() =>
        $"{Closure.Kind} {Closure.CloseCode} '{Closure.Description}', sent {SentCode}, messages {Messages}";

    /// <summary>The code of the close frame among what was sent; none is 0.</summary>
    private static async Task<int> SentCodeAsync(byte[] bytes)
    {
        using MemoryStream sent = new(bytes);
        while (await TestFrame.ReadAsync(sent) is { } frame)
        {
            if (frame.Opcode == TestFrame.Close)
            {
                return frame.Payload.Length == 0 ? 1005 : frame.CloseCode;
            }
        }

        return 0;
    }
}
