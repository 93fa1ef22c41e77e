using System;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Client;
using Ws.Rpc.Connections;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>
/// Whose frames a connection has shows in what is said to a close frame whose reason is no text: we tell 1007, the framework 1002.
/// </summary>
public sealed class FramingChoiceTests : IAsyncDisposable
{
    private static readonly byte[] s_badReason = [0x88, 0x04, 0x03, 0xE8, 0xC3, 0x28];

    private readonly UpgradeListener _listener = new();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    [Fact]
    public async Task Frames_are_our_own_by_default() =>
        Assert.Equal((RpcDisconnectReason.ProtocolViolation, 1007), await EndAsync(new RpcClientOptions()));

    [Fact]
    public async Task Frames_are_the_frameworks_when_asked_for() => Assert.Equal(
        (RpcDisconnectReason.ProtocolViolation, 1002), await EndAsync(new RpcClientOptions { UseFrameworkFraming = true }));

    [Fact]
    public async Task Frames_are_the_frameworks_when_compression_may_be_agreed_on() => Assert.Equal(
        (RpcDisconnectReason.ProtocolViolation, 1002),
        await EndAsync(new RpcClientOptions
        {
            ConfigureSocket = socket => socket.DangerousDeflateOptions = new WebSocketDeflateOptions(),
        }));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keep_alive_is_what_the_socket_was_configured_to(bool expectsAnswers)
    {
        FakeTimeProvider time = new();
        Task<UpgradeRequest> upgrading = _listener.UpgradeAsync();
        await using RpcConnection connection = await ConnectAsync(new RpcClientOptions
        {
            TimeProvider = time,
            ConfigureSocket = socket =>
            {
                socket.KeepAliveInterval = TimeSpan.FromSeconds(7);
                socket.KeepAliveTimeout = expectsAnswers ? TimeSpan.FromSeconds(3) : System.Threading.Timeout.InfiniteTimeSpan;
            },
        });
        UpgradeRequest request = await upgrading;
        Task<RpcDisconnect> running = connection.RunAsync(new SilentOwner());

        time.Advance(TimeSpan.FromSeconds(7));
        TestFrame? frame = await TestFrame.ReadAsync(request.Stream).Within();
        Assert.Equal(expectsAnswers ? TestFrame.Ping : TestFrame.Pong, frame!.Opcode);
        time.Advance(TimeSpan.FromSeconds(3));

        if (expectsAnswers)
        {
            Assert.Equal(RpcDisconnectReason.ConnectionLost, (await running.Within()).Reason);
        }
        else
        {
            Assert.False(running.IsCompleted);
        }
    }

    private async Task<(RpcDisconnectReason Reason, int Code)> EndAsync(RpcClientOptions options)
    {
        Task<UpgradeRequest> upgrading = _listener.UpgradeAsync();
        await using RpcConnection connection = await ConnectAsync(options);
        UpgradeRequest request = await upgrading;
        Task<RpcDisconnect> running = connection.RunAsync(new SilentOwner());
        await request.Stream.WriteAsync(s_badReason);
        request.Stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        RpcDisconnect end = await running.Within();
        return (end.Reason, end.CloseCode);
    }

    private Task<RpcConnection> ConnectAsync(RpcClientOptions options) =>
        new SocketConnector(_listener.Uri, options).ConnectAsync(NullLogger.Instance, default).Within();
}
