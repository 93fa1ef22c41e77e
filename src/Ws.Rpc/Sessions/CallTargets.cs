using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;

namespace Ws.Rpc.Sessions;

/// <summary>The contracts that a session serves. Thread-safe; look-ups take no lock.</summary>
internal sealed class CallTargets
{
    // Guards the replacement of _targets.
    private readonly Lock _gate = new();
    private ImmutableArray<CallTarget> _targets;

    public CallTargets(params ImmutableArray<CallTarget> targets) => _targets = targets;

    public bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out CallTarget? target, out int method)
    {
        foreach (CallTarget candidate in _targets)
        {
            method = candidate.Dispatcher.Find(name);
            if (method >= 0)
            {
                target = candidate;
                return true;
            }
        }

        target = null;
        method = -1;
        return false;
    }

    /// <exception cref="InvalidOperationException">A method of that wire name is served already.</exception>
    public void Add(CallTarget target)
    {
        lock (_gate)
        {
            ThrowIfServed(_targets, target);
            _targets = _targets.Add(target);
        }
    }

    public void Remove(CallTarget target)
    {
        lock (_gate)
        {
            _targets = _targets.Remove(target);
        }
    }

    private static void ThrowIfServed(ImmutableArray<CallTarget> targets, CallTarget added)
    {
        var served = targets
            .SelectMany(target => target.Contract.Methods)
            .Select(method => method.Name)
            .ToHashSet(StringComparer.Ordinal);
        string? twice = added.Contract.Methods.Select(method => method.Name).FirstOrDefault(served.Contains);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"'{added.Contract.Type}' cannot be served: a method with the wire name '{twice}' is served already.");
        }
    }
}
