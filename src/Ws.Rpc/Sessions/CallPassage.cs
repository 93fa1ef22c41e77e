using System;

namespace Ws.Rpc.Sessions;

/// <summary>
/// What the guard of a method leaves with one call until its end. Belongs to an <see cref="IncomingCall"/> and is used again with
/// it.
/// </summary>
internal sealed class CallPassage
{
    private IDisposable? _lease;

    /// <summary>The name that was called, where no method bears it.</summary>
    public string? UnknownName { get; private set; }

    /// <summary>The services of the call, where what runs around it has made a scope already.</summary>
    public IServiceProvider? Services { get; set; }

    public void Begin(IDisposable? lease, string? unknownName)
    {
        _lease = lease;
        UnknownName = unknownName;
    }

    public void End()
    {
        _lease?.Dispose();
        _lease = null;
        UnknownName = null;
        Services = null;
    }
}
