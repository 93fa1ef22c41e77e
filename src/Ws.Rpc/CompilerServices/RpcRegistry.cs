using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Where generated module initializers leave what they generated, and where the library finds it without reflection over
/// members. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcRegistry
{
    private static readonly ConcurrentDictionary<Type, RpcContract> s_contracts = new();

    /// <summary>Registers a contract; called by generated module initializers.</summary>
    /// <typeparam name="TContract">The interface.</typeparam>
    /// <param name="contract">What was generated for it.</param>
    public static void Add<TContract>(RpcContract<TContract> contract)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(contract);
        Slot<TContract>.Contract = contract;
        s_contracts[typeof(TContract)] = contract;
    }

    internal static RpcContract<TContract> Get<TContract>()
        where TContract : class
    {
        if (Slot<TContract>.Contract is null)
        {
            RunInitializer(typeof(TContract));
        }

        return Slot<TContract>.Contract ?? throw NotGenerated(typeof(TContract));
    }

    internal static bool TryGet(Type type, [NotNullWhen(true)] out RpcContract? contract)
    {
        if (s_contracts.TryGetValue(type, out contract))
        {
            return true;
        }

        RunInitializer(type);
        return s_contracts.TryGetValue(type, out contract);
    }

    internal static InvalidOperationException NotGenerated(Type type) => new(
        $"Nothing was generated for '{type}'. Mark the interface with [RpcHub] or [RpcCallback], and declare it in a C# project "
        + "that references the Ws.Rpc package (or a project that does), built by a compiler with Roslyn 4.14 or later.");

    // A module whose code has not run yet has not run its initializer either: an interface is only metadata.
    private static void RunInitializer(Type type) => RuntimeHelpers.RunModuleConstructor(type.Module.ModuleHandle);

    private static class Slot<TContract>
        where TContract : class
    {
        public static RpcContract<TContract>? Contract;
    }
}
