using System;
using System.ComponentModel;
using System.Reflection;
using System.Threading.Tasks;

namespace Ws.Rpc.CompilerServices;

/// <summary>Finds the methods of one contract by name and calls them. Generated; immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcDispatcher
{
    /// <summary>Finds a method.</summary>
    /// <param name="name">The wire name in UTF-8, unescaped.</param>
    /// <returns>Its index, or −1.</returns>
    public abstract int Find(ReadOnlySpan<byte> name);

    /// <summary>
    /// Gives the declaration of a method, for a server to read its attributes when it starts. Generated for hub contracts.
    /// </summary>
    /// <param name="method">The index from <see cref="Find"/>.</param>
    /// <returns>The method of the interface that declares it.</returns>
    public virtual MethodInfo Declaration(int method) => throw new NotSupportedException(
        "This contract was compiled by a version of Ws.Rpc that hubs cannot serve: build its project again.");

    /// <summary>
    /// Reads the arguments and calls the method. Everything in <paramref name="arguments"/> is read before this method returns.
    /// </summary>
    /// <param name="method">The index from <see cref="Find"/>.</param>
    /// <param name="target">The object that implements the contract.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="incoming">The call, which takes the answer.</param>
    /// <returns>
    /// A task that completes when the method has and its answer is written, and fails with what the method threw.
    /// </returns>
    public abstract ValueTask InvokeAsync(int method, object target, ref RpcArgumentReader arguments, RpcIncomingCall incoming);
}
