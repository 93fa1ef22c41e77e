using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// One call of the peer, from its start to its single answer. Pooled: it belongs to the dispatcher until the task that the
/// dispatcher returned has completed.
/// </summary>
internal sealed class IncomingCall : RpcIncomingCall
{
    private const int PoolCapacity = 1024;

    private static readonly CallPool<IncomingCall> s_pool = new(PoolCapacity);

    private readonly Action _onCompleted;
    private RpcSession _session = null!;
    private int _generation;
    private RequestId _id;
    private BatchReply? _batch;
    private RpcMethod _method = null!;
    private CancellationTokenSource? _cancellation;
    private ValueTask _work;
    private Task? _cleanup;
    private OrderedTurn? _turn;
    private bool _answered;

    private IncomingCall() => _onCompleted = Settle;

    public RpcSession Session => _session;

    public override CancellationToken CancellationToken =>
        _id.IsNone ? _session.Ended : (_cancellation ??= NewCancellation()).Token;

    /// <summary>Fires when the peer cancels the call, once <see cref="AcceptCancel"/> was called.</summary>
    public CancellationToken Cancelled => _cancellation?.Token ?? CancellationToken.None;

    private bool WantsAnswer => !_id.IsNone;

    public static IncomingCall Rent(RpcSession session, RequestId id, BatchReply? batch, RpcMethod method)
    {
        if (!s_pool.TryRent(out IncomingCall? call))
        {
            call = new IncomingCall();
        }

        call._session = session;
        call._generation = session.Generation;
        call._id = id;
        call._batch = batch;
        call._method = method;
        return call;
    }

    /// <summary>Lets the peer cancel the call before it starts.</summary>
    public void AcceptCancel()
    {
        if (WantsAnswer)
        {
            _cancellation ??= NewCancellation();
        }
    }

    /// <summary>
    /// Runs the call, which <see cref="CallQueue.TryStart"/> has admitted, to its first wait, and sees to the rest.
    /// </summary>
    /// <param name="target">What is called.</param>
    /// <param name="method">The method's index.</param>
    /// <param name="json">The arguments.</param>
    /// <param name="predictedFrom">
    /// The whole message, if nobody has looked whether <paramref name="json"/> is what it seems; otherwise nothing.
    /// </param>
    public void Run(CallTarget target, int method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> predictedFrom = default)
    {
        // A handler that sets an AsyncLocal before its first wait must not leave it to the next one on this loop.
        ExecutionContext? context = ExecutionContext.Capture();
        _turn = _method.IsOrdered ? _session.Calls.BeginTurn() : null;
        if (!TryInvoke(target, method, json, isPredicted: !predictedFrom.IsEmpty))
        {
            InvokeVerified(target, method, predictedFrom);
        }

        if (context is not null && !ReferenceEquals(ExecutionContext.Capture(), context))
        {
            ExecutionContext.Restore(context);
        }

        if (_cleanup is not null)
        {
            _work = new ValueTask(AwaitBothAsync(_work, _cleanup));
        }

        if (_work.IsCompleted)
        {
            Settle();
        }
        else
        {
            _work.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_onCompleted);
        }
    }

    /// <summary>Lets the call end only when this has, too: what was made for it and could not be used.</summary>
    public void EndAfter(ValueTask cleanup) =>
        _cleanup = _cleanup is null ? cleanup.AsTask() : Task.WhenAll(_cleanup, cleanup.AsTask());

    /// <summary>Ends a call that never started, because the peer is gone.</summary>
    public void Discard()
    {
        _batch?.EndEntry();
        Recycle();
    }

    private static async Task AwaitBothAsync(ValueTask work, Task cleanup)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            await cleanup.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// <see langword="false"/>: the arguments could not be read, which may be because the prediction was wrong.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "What a handler throws is the answer to its call, and no more.")]
    [SuppressMessage("Reliability", "CA2012", Justification = "The task is kept until it has completed, and then consumed once.")]
    private bool TryInvoke(CallTarget target, int method, ReadOnlySpan<byte> json, bool isPredicted)
    {
        var arguments = new RpcArgumentReader(json, _session.ArgumentOptions);
        try
        {
            // It may have been cancelled while it waited for its turn.
            _cancellation?.Token.ThrowIfCancellationRequested();
            _work = target.InvokeAsync(method, ref arguments, this);
        }
        catch (Exception exception) when (
            isPredicted && !arguments.IsComplete && exception is RpcPayloadException or JsonException)
        {
            return false;
        }
        catch (RpcPayloadException exception) when (!arguments.IsComplete)
        {
            AnswerInvalidParams(exception, arguments.Index);
        }
        catch (Exception exception)
        {
            AnswerFailure(exception);
        }

        return true;
    }

    private void InvokeVerified(CallTarget target, int method, ReadOnlySpan<byte> message)
    {
        Span<byte> scratch = stackalloc byte[_session.Options.Limits.MaxMethodBytes];
        Envelope envelope = EnvelopeReader.Read(message, scratch, _session.Options.Limits);
        if (envelope.Kind is EnvelopeKind.Request or EnvelopeKind.Notification)
        {
            // What looked like a notification may bear its id at the end.
            _id = envelope.Id;
            TryInvoke(target, method, envelope.Params, isPredicted: false);
            return;
        }

        MessageBuffer answer = MessageBuffer.Rent();
        ErrorWriter.WriteStandard(answer, envelope.Id, envelope.ErrorCode, envelope.ErrorDetail);
        Answer(answer);
    }

    internal override void CompleteWithoutResult()
    {
        if (WantsAnswer)
        {
            Answer(ResultAnswer.WriteNull(_id));
        }
    }

    internal override void Complete<T>(T result, RpcCodec<T> codec)
    {
        if (WantsAnswer)
        {
            Answer(ResultAnswer.Write(result, codec, _id, _method, _session.Options));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What a handler throws is the answer to its call, and no more.")]
    private void Settle()
    {
        ValueTask work = _work;
        _work = default;
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            AnswerFailure(exception);
        }

        RpcSession session = _session;
        OrderedTurn? turn = _turn;
        _batch?.EndEntry();
        Recycle();
        session.Calls.Finish(turn);
    }

    private void AnswerInvalidParams(RpcPayloadException exception, int parameter)
    {
        if (!WantsAnswer)
        {
            _session.Options.Logger.NotificationFailed(exception, _method.Name);
            return;
        }

        Answer(FailureAnswer.WriteInvalidParams(exception, _id, _method, parameter, _session.Options));
    }

    private void AnswerFailure(Exception exception)
    {
        if (exception is RpcPayloadException payload && !_answered)
        {
            AnswerInvalidParams(payload, parameter: -1);
        }
        else if (_answered)
        {
            _session.Options.Logger.UnansweredFailure(exception, _method.Name);
        }
        else if (!WantsAnswer)
        {
            _session.Options.Logger.NotificationFailed(exception, _method.Name);
        }
        else
        {
            bool cancelled = _cancellation is { IsCancellationRequested: true };
            Answer(FailureAnswer.Write(exception, _id, _method, cancelled, _session.Options));
        }
    }

    private void Answer(MessageBuffer message)
    {
        if (_answered)
        {
            message.Release();
            throw new InvalidOperationException("A call is answered once.");
        }

        // trip 13
        _answered = true;
        if (_batch is null)
        {
            _session.Reply(message, _generation);
        }
        else
        {
            _batch.Add(message);
        }
    }

    // trip 10, at the handler's first use of its token. Not pooled: it may keep the token beyond the call.
    private CancellationTokenSource NewCancellation()
    {
        var cancellation = new CancellationTokenSource();
        if (_generation != _session.Generation || !_session.Running.Add(_id, cancellation))
        {
            cancellation.Cancel();
        }

        return cancellation;
    }

    private void Recycle()
    {
        if (_cancellation is not null)
        {
            _session.Running.Remove(_id, _cancellation);
            _cancellation = null;
        }

        _session = null!;
        _cleanup = null;
        _turn = null;
        _batch = null;
        _answered = false;
        s_pool.Return(this);
    }
}
