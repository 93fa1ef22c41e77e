using System;
using System.IO;
using System.Net.Sockets;
using Ws.Rpc.Testing.Network;

namespace Ws.Rpc.Testing;

/// <summary>One connection of a <see cref="ScriptedNetwork"/>, from a client to the server. Thread-safe.</summary>
public sealed class NetworkConnection
{
    private readonly NetworkLog _log;

    internal NetworkConnection(int number, TimeProvider time, int seed, NetworkLog log)
    {
        Number = number;
        _log = log;
        ToServer = new NetworkDirection("to server", time, seed, Apply);
        ToClient = new NetworkDirection("to client", time, ~seed, Apply);
        ClientEnd = new NetworkEnd(ToClient.Line, ToServer.Line);
        ServerEnd = new NetworkEnd(ToServer.Line, ToClient.Line);
    }

    /// <summary>Gets which connection of the network it is; the first is 1.</summary>
    public int Number { get; }

    /// <summary>Gets the direction from the client to the server.</summary>
    public NetworkDirection ToServer { get; }

    /// <summary>Gets the direction from the server to the client.</summary>
    public NetworkDirection ToClient { get; }

    internal NetworkEnd ClientEnd { get; }

    internal NetworkEnd ServerEnd { get; }

    /// <summary>
    /// Lets something happen now; what <see cref="NetworkFault"/> says of one direction happens in both.
    /// </summary>
    /// <param name="fault">What happens.</param>
    public void Fail(NetworkFault fault)
    {
        Apply(ToServer, fault);
        if (fault is NetworkFault.Drop or NetworkFault.Stall or NetworkFault.End)
        {
            Apply(ToClient, fault);
        }
    }

    private void Apply(NetworkDirection where, NetworkFault fault)
    {
        _log.Add($"#{Number} {fault} at byte {where.DeliveredBytes} {where.Name}");
        switch (fault)
        {
            case NetworkFault.Close:
                ToServer.Line.Cut(new IOException("The connection was closed."), null);
                ToClient.Line.Cut(new IOException("The connection was closed."), null);
                break;
            case NetworkFault.Reset:
                ToServer.Line.Cut(ResetError(), ResetError());
                ToClient.Line.Cut(ResetError(), ResetError());
                break;
            case NetworkFault.ResetClient:
                ToServer.Line.FailWriter(ResetError());
                ToClient.Line.FailReader(ResetError());
                break;
            case NetworkFault.ResetServer:
                ToClient.Line.FailWriter(ResetError());
                ToServer.Line.FailReader(ResetError());
                break;
            case NetworkFault.HalfOpen:
                ToServer.Line.Drop();
                ToClient.Line.Drop();
                break;
            case NetworkFault.Drop:
                where.Line.Drop();
                break;
            case NetworkFault.Stall:
                where.Line.Stall();
                break;
            case NetworkFault.End:
                where.Line.End();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }
    }

    private static IOException ResetError() =>
        new("The connection was reset.", new SocketException((int)SocketError.ConnectionReset));
}
