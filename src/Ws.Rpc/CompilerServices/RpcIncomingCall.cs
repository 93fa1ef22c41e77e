using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.CompilerServices;

/// <summary>One call from the peer that a dispatcher runs; takes its result.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Design", "CA1068", Justification = "No cancellation token is taken here.")]
public abstract class RpcIncomingCall
{
    private protected RpcIncomingCall()
    {
    }

    /// <summary>
    /// Gets the token that fires when the peer cancels the call or its session ends. Made at the first use, so that methods which
    /// take no token cost none.
    /// </summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Gets a value indicating whether the arguments are to be checked, each by <see cref="Validate"/>, before the method is
    /// called.
    /// </summary>
    public bool Validates => Validation is not null;

    /// <summary>Gets or sets what checks the arguments; <see langword="null"/> where nothing does.</summary>
    internal RpcArgumentValidation? Validation { get; set; }

    /// <summary>Checks one argument. Only where <see cref="Validates"/> says so.</summary>
    /// <typeparam name="T">The type of the parameter.</typeparam>
    /// <param name="parameter">The index of the parameter among those that travel.</param>
    /// <param name="value">The argument.</param>
    public void Validate<T>(int parameter, T value) => Validation!.Check(parameter, value);

    /// <summary>Ends the checks: throws what is wrong with the arguments (−32602), all of it at once.</summary>
    public void EndValidation() => Validation!.End();

    /// <summary>Reads the argument of a parameter that takes progress (protocol section 6).</summary>
    /// <typeparam name="T">The type of the reports.</typeparam>
    /// <param name="reader">Stands on the argument.</param>
    /// <param name="codec">Writes the reports.</param>
    /// <returns>What sends the reports; <see langword="null"/> if they are not wanted.</returns>
    public abstract IProgress<T>? ReadProgress<T>(ref Utf8JsonReader reader, RpcCodec<T> codec);

    /// <summary>Answers a method that has already returned and has no result.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask CompleteAsync()
    {
        CompleteWithoutResult();
        return default;
    }

    /// <summary>Answers when the method has completed.</summary>
    /// <param name="task">What the method returned.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public ValueTask CompleteAsync(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task);
        }

        task.GetAwaiter().GetResult();
        CompleteWithoutResult();
        return default;
    }

    /// <summary>Answers when the method has completed.</summary>
    /// <param name="task">What the method returned.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public ValueTask CompleteAsync(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return CompleteAsync(new ValueTask(task));
    }

    /// <summary>Answers with the method's result when it has completed.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">What the method returned.</param>
    /// <param name="codec">Writes the result.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public ValueTask CompleteAsync<T>(ValueTask<T> task, RpcCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task, codec);
        }

        Complete(task.Result, codec);
        return default;
    }

    /// <summary>Answers with the method's result when it has completed.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">What the method returned.</param>
    /// <param name="codec">Writes the result.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public ValueTask CompleteAsync<T>(Task<T> task, RpcCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(task);
        return CompleteAsync(new ValueTask<T>(task), codec);
    }

    /// <summary>Sends the items of the stream that the method returned, and answers at its end (protocol section 7).</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">What the method returned.</param>
    /// <param name="codec">Writes one item.</param>
    /// <returns>A task that completes when the stream is over and its answer is written.</returns>
    public ValueTask StreamAsync<T>(IAsyncEnumerable<T> items, RpcCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(codec);
        return SendStreamAsync(items, codec);
    }

    /// <summary>Reads the argument that stands for a stream (protocol section 7).</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="arguments">Stands on the argument.</param>
    /// <param name="codec">Reads one item.</param>
    /// <returns>The items, which come while the method runs.</returns>
    /// <exception cref="RpcPayloadException">The argument is something else.</exception>
    public IAsyncEnumerable<T> ReadStream<T>(ref RpcArgumentReader arguments, RpcCodec<T> codec) =>
        ReadOptionalStream(ref arguments, codec) ?? throw new RpcPayloadException("a stream is expected, not null");

    /// <summary>Reads the argument that stands for a stream, or is <c>null</c>.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="arguments">Stands on the argument.</param>
    /// <param name="codec">Reads one item.</param>
    /// <returns>The items, which come while the method runs, or <see langword="null"/>.</returns>
    /// <exception cref="RpcPayloadException">The argument is something else.</exception>
    public IAsyncEnumerable<T>? ReadOptionalStream<T>(ref RpcArgumentReader arguments, RpcCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return arguments.Json.TokenType == JsonTokenType.Null ? null : OpenStream(ref arguments.Json, codec);
    }

    /// <summary>Sends the items and answers.</summary>
    internal abstract ValueTask SendStreamAsync<T>(IAsyncEnumerable<T> items, RpcCodec<T> codec);

    /// <summary>Reads a placeholder and opens its stream.</summary>
    internal abstract IAsyncEnumerable<T> OpenStream<T>(ref Utf8JsonReader placeholder, RpcCodec<T> codec);

    /// <summary>Answers with <c>null</c>.</summary>
    internal abstract void CompleteWithoutResult();

    /// <summary>Answers with a result.</summary>
    internal abstract void Complete<T>(T result, RpcCodec<T> codec);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(ValueTask task)
    {
        await task.ConfigureAwait(false);
        CompleteWithoutResult();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync<T>(ValueTask<T> task, RpcCodec<T> codec)
    {
        Complete(await task.ConfigureAwait(false), codec);
    }
}
