using System;
using System.Threading;

namespace Ws.Rpc.Client;

/// <summary>What a client is doing. Thread-safe.</summary>
internal sealed class ClientStatus(object client, ClientEvents events)
{
    // Guards _state.
    private readonly Lock _gate = new();
    private RpcClientState _state;

    public RpcClientState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <exception cref="InvalidOperationException">There is or will be a connection already.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    /// <param name="begin">What is true from here on, before anybody hears of it.</param>
    public void BeginConnecting(Action begin)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state == RpcClientState.Disposed, client);
            if (_state != RpcClientState.Disconnected)
            {
                throw new InvalidOperationException("The client is connected or connecting already.");
            }

            _state = RpcClientState.Connecting;
        }

        begin();
        events.Raise(RpcClientState.Connecting);
    }

    /// <summary>Moves on, unless the client is disposed or there already.</summary>
    public void MoveTo(RpcClientState state)
    {
        lock (_gate)
        {
            if (_state == RpcClientState.Disposed || _state == state)
            {
                return;
            }

            _state = state;
        }

        events.Raise(state);
    }

    /// <summary>Disposes for good; <see langword="false"/> the second time.</summary>
    public bool TryDispose()
    {
        lock (_gate)
        {
            if (_state == RpcClientState.Disposed)
            {
                return false;
            }

            _state = RpcClientState.Disposed;
        }

        events.Raise(RpcClientState.Disposed);
        return true;
    }
}
