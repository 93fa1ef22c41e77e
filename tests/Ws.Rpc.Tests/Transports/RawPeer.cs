using System;
using System.IO;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

/// <summary>A server's transport and, at the other end, a client that writes and reads the frames by hand.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private RawPeer(IMessageTransport server, ProbeStream serverStream, Stream stream)
    {
        Server = server;
        ServerStream = serverStream;
        Stream = stream;
    }

    public IMessageTransport Server { get; }

    public ProbeStream ServerStream { get; }

    public Stream Stream { get; }

    public static async Task<RawPeer> ConnectAsync(
        PairKind kind, TransportOptions? options = null, TimeProvider? time = null)
    {
        (Stream server, Stream client) = await TransportPair.ConnectAsync();
        ProbeStream probe = new(server);
        return new RawPeer(
            TransportPair.Create(
                probe, isServer: true, kind, options ?? TransportOptions.Default, time ?? TimeProvider.System),
            probe,
            client);
    }

    public ValueTask SendAsync(params byte[][] frames)
    {
        byte[] all = [];
        foreach (byte[] frame in frames)
        {
            all = [.. all, .. frame];
        }

        return Stream.WriteAsync(all);
    }

    public async Task<TestFrame> ReadFrameAsync()
    {
        TestFrame? frame = await TestFrame.ReadAsync(Stream).Within();
        Assert.NotNull(frame);
        return frame;
    }

    /// <summary>Reads a close frame, answers it, and sees TCP end without a reset.</summary>
    public async Task<TestFrame> ReadCloseAsync()
    {
        TestFrame close = await ReadFrameAsync();
        Assert.Equal(TestFrame.Close, close.Opcode);
        await SendAsync(TestFrame.MaskedClose(close.CloseCode));
        Assert.Null(await TestFrame.ReadAsync(Stream).Within());
        return close;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        await Server.DisposeAsync();
    }
}
