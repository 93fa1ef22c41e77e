using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Asks many clients: one answer or error of each, in the order in which they come.
/// </summary>
/// <remarks>
/// Nothing happens until the answers are enumerated; each enumeration asks anew. It asks everybody whom the choice reaches when it
/// begins, all at once, and yields exactly one <see cref="RpcAnswer"/> of each, an error from those that have gone, refused, or
/// did not answer within the deadline. At the deadline, and when the enumeration is left early or cancelled, the calls that still
/// wait are cancelled at their clients. A call still ends with <see cref="RpcHubOptions.CallTimeout"/> if that is sooner.
/// <para>
/// Answers come in the order of their arrival rather than of the clients, so that who is slow delays nobody, and who has enough of
/// them leaves the loop.
/// </para>
/// </remarks>
[SuppressMessage("ApiDesign", "RS0026", Justification = "What the function returns tells the overloads apart.")]
public static class RpcClientsExtensions
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Asks many clients for a result.</summary>
    /// <typeparam name="TCallback">The callback contract.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="clients">A choice of <see cref="IRpcClients{TCallback}"/>, of many or of one.</param>
    /// <param name="ask">Asks one client. It is called once for each of them, before the first answer is awaited.</param>
    /// <param name="deadline">
    /// How long answers are awaited, from the beginning of the enumeration; <see cref="Timeout.InfiniteTimeSpan"/> to leave that
    /// to <see cref="RpcHubOptions.CallTimeout"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="ArgumentException"><paramref name="clients"/> is no choice of a hub's clients.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deadline"/> is not above 0, or above 49 days.</exception>
    [OverloadResolutionPriority(1)]
    public static IAsyncEnumerable<RpcAnswer<TResult>> AskAsync<TCallback, TResult>(
        this TCallback clients,
        Func<TCallback, ValueTask<TResult>> ask,
        TimeSpan deadline,
        CancellationToken cancellationToken = default)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Ask(clients, ask, deadline, cancellationToken);
    }

    /// <inheritdoc cref="AskAsync{TCallback, TResult}(TCallback, Func{TCallback, ValueTask{TResult}}, TimeSpan, CancellationToken)"/>
    public static IAsyncEnumerable<RpcAnswer<TResult>> AskAsync<TCallback, TResult>(
        this TCallback clients,
        Func<TCallback, Task<TResult>> ask,
        TimeSpan deadline,
        CancellationToken cancellationToken = default)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Ask(clients, client => new ValueTask<TResult>(ask(client)), deadline, cancellationToken);
    }

    /// <summary>Asks many clients to do something, and to say when it is done: for methods marked <c>Acknowledged</c>.</summary>
    /// <typeparam name="TCallback">The callback contract.</typeparam>
    /// <param name="clients">A choice of <see cref="IRpcClients{TCallback}"/>, of many or of one.</param>
    /// <param name="ask">Asks one client. It is called once for each of them, before the first answer is awaited.</param>
    /// <param name="deadline">
    /// How long answers are awaited, from the beginning of the enumeration; <see cref="Timeout.InfiniteTimeSpan"/> to leave that
    /// to <see cref="RpcHubOptions.CallTimeout"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="ArgumentException"><paramref name="clients"/> is no choice of a hub's clients.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deadline"/> is not above 0, or above 49 days.</exception>
    [OverloadResolutionPriority(1)]
    public static IAsyncEnumerable<RpcAnswer> AskAsync<TCallback>(
        this TCallback clients,
        Func<TCallback, ValueTask> ask,
        TimeSpan deadline,
        CancellationToken cancellationToken = default)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        return Ask(clients, Answer, deadline, cancellationToken);

        async ValueTask<bool> Answer(TCallback client)
        {
            await ask(client).ConfigureAwait(false);
            return true;
        }
    }

    /// <inheritdoc cref="AskAsync{TCallback}(TCallback, Func{TCallback, ValueTask}, TimeSpan, CancellationToken)"/>
    public static IAsyncEnumerable<RpcAnswer> AskAsync<TCallback>(
        this TCallback clients,
        Func<TCallback, Task> ask,
        TimeSpan deadline,
        CancellationToken cancellationToken = default)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        return AskAsync(clients, client => new ValueTask(ask(client)), deadline, cancellationToken);
    }

    private static IAsyncEnumerable<RpcAnswer<TResult>> Ask<TCallback, TResult>(
        TCallback clients, Func<TCallback, ValueTask<TResult>> ask, TimeSpan deadline, CancellationToken cancellationToken)
        where TCallback : class
    {
        ArgumentNullException.ThrowIfNull(clients);
        if (deadline != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, s_longest);
        }

        Func<IReadOnlyList<AskedMember>> audience = (clients as IRpcProxy)?.Channel switch
        {
            IAskable channel => channel.Members,
            RpcSession session => () => [new AskedMember(session.ConnectionId, session)],
            _ => throw new ArgumentException(
                $"'{clients.GetType()}' is no choice of a hub's clients: ask what IRpcClients<{typeof(TCallback).Name}> gives, "
                + "such as Clients.Room(name).",
                nameof(clients)),
        };
        return Asking<TCallback, TResult>.RunAsync(audience, ask, deadline, cancellationToken);
    }
}
