using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Two connected transports, and what stands below them.</summary>
internal sealed class TransportPair : IAsyncDisposable
{
    private TransportPair(IMessageTransport server, IMessageTransport client, ProbeStream? serverStream = null)
    {
        Server = server;
        Client = client;
        ServerStream = serverStream;
    }

    public IMessageTransport Server { get; }

    public IMessageTransport Client { get; }

    public ProbeStream? ServerStream { get; }

    public static async Task<TransportPair> CreateAsync(
        PairKind kind, TransportOptions? options = null, TimeProvider? time = null)
    {
        options ??= TransportOptions.Default;
        time ??= TimeProvider.System;
        if (kind == PairKind.InMemory)
        {
            (IMessageTransport server, IMessageTransport client) = InMemoryTransport.CreatePair(time, options);
            return new TransportPair(server, client);
        }

        (NetworkStream serverEnd, NetworkStream clientEnd) = await ConnectAsync();
        ProbeStream probe = new(serverEnd);
        return new TransportPair(
            Create(probe, isServer: true, kind == PairKind.FramesToSocket ? PairKind.Collecting : kind, options, time),
            Create(clientEnd, isServer: false, kind == PairKind.FramesToSocket ? PairKind.Frames : kind, options, time),
            probe);
    }

    /// <summary>One side; the kind is one of those that have no other side of another kind.</summary>
    public static IMessageTransport Create(
        Stream stream, bool isServer, PairKind kind, TransportOptions options, TimeProvider time) =>
        kind == PairKind.Frames
            ? new FrameTransport(stream, isServer, options, time)
            : Create(stream, isServer, kind == PairKind.Collecting, options, time);

    public static WebSocketTransport Create(
        Stream stream, bool isServer, bool collecting, TransportOptions options, TimeProvider time)
    {
        CollectingStream? collector = collecting ? new CollectingStream(stream, options.Pool) : null;
        WebSocket socket = WebSocket.CreateFromStream(
            collector ?? stream, new WebSocketCreationOptions { IsServer = isServer });
        return new WebSocketTransport(socket, collector, options with { WritesTextFrames = isServer && collecting }, time);
    }

    public static async Task<(NetworkStream Server, NetworkStream Client)> ConnectAsync()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Socket client = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Task connecting = client.ConnectAsync(listener.LocalEndpoint);
        Socket server = await listener.AcceptSocketAsync();
        server.NoDelay = true;
        await connecting;
        return (new NetworkStream(server, ownsSocket: true), new NetworkStream(client, ownsSocket: true));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
