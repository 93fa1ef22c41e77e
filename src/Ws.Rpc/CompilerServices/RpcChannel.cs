using System.Collections.Generic;
using System.ComponentModel;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Where a generated proxy sends its calls: one peer, or many. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcChannel
{
    private protected RpcChannel()
    {
    }

    /// <summary>Gets the serializer options of the connection, read-only, from which proxies take their codecs once.</summary>
    public abstract JsonSerializerOptions JsonOptions { get; }

    /// <summary>Sends a request and awaits its result.</summary>
    /// <typeparam name="TArguments">The generated arguments.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, written before this method returns.</param>
    /// <param name="result">Reads the result.</param>
    /// <param name="cancellationToken">Asks the peer to cancel the call (protocol section 5).</param>
    /// <returns>The result; to be awaited once.</returns>
    public abstract ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments;

    /// <summary>Sends a request without a result and awaits its completion.</summary>
    /// <typeparam name="TArguments">The generated arguments.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, written before this method returns.</param>
    /// <param name="cancellationToken">Asks the peer to cancel the call (protocol section 5).</param>
    /// <returns>A task to be awaited once.</returns>
    public abstract ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments;

    /// <summary>Gives the stream that a method returns (protocol section 7).</summary>
    /// <typeparam name="TArguments">The generated arguments.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, written whenever an enumeration begins.</param>
    /// <param name="item">Reads one item.</param>
    /// <param name="cancellationToken">Ends every enumeration, beside the token that it is begun with.</param>
    /// <returns>The stream. Each enumeration of it is a call of its own, made with the first item that is asked for.</returns>
    public abstract IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments;

    /// <summary>Sends a notification.</summary>
    /// <typeparam name="TArguments">The generated arguments.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, written before this method returns.</param>
    /// <returns>
    /// A task that completes when the outgoing queue has accepted the message, and fails where there is no connection.
    /// </returns>
    public abstract ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments)
        where TArguments : struct, IRpcArguments;

    /// <summary>Sends a notification and asks nothing: without a connection it is dropped and counted.</summary>
    /// <typeparam name="TArguments">The generated arguments.</typeparam>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, written before this method returns.</param>
    public abstract void Notify<TArguments>(RpcMethod method, in TArguments arguments)
        where TArguments : struct, IRpcArguments;
}
