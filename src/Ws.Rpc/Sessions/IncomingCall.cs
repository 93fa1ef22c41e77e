using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
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
    private readonly CallAnswer _answer = new();
    private RpcSession _session = null!;
    private CancellationTokenSource? _cancellation;
    private ConnectionStreams? _countedBy;
    private ValueTask _work;
    private Task? _cleanup;
    private OrderedTurn? _turn;

    private IncomingCall() => _onCompleted = Settle;

    public RpcSession Session => _session;

    /// <summary>The streams among its arguments, and its result if that is one.</summary>
    public CallStreams Streams { get; } = new();

    /// <summary>Its span, where somebody listens.</summary>
    public CallSpan Span { get; } = new();

    /// <summary>What the method's guard has left with it.</summary>
    public CallPassage Passage { get; } = new();

    public bool IsWanted => _answer.IsWanted;

    public bool IsUnanswered => _answer.IsWanted && !_answer.IsGiven;

    public override CancellationToken CancellationToken => _answer.IsWanted ? Cancellation.Token : _session.Ended;

    private CancellationTokenSource Cancellation => _cancellation ??= NewCancellation();

    /// <summary>Fires when the peer cancels the call, once <see cref="AcceptCancel"/> was called.</summary>
    public CancellationToken Cancelled => _cancellation?.Token ?? CancellationToken.None;

    /// <summary>Asks the handler to stop, where it listens.</summary>
    public void Cancel() => CallCancellation.BeginIfAny(_cancellation, _session.Options.Logger);

    public static IncomingCall Rent(RpcSession session, RequestId id, BatchReply? batch, RpcMethod method)
    {
        if (!s_pool.TryRent(out IncomingCall? call))
        {
            call = new IncomingCall();
        }

        call._session = session;
        call._answer.Begin(session, id, batch, method);
        return call;
    }

    /// <summary>Lets the peer cancel the call before it starts.</summary>
    public void AcceptCancel()
    {
        if (_answer.IsWanted)
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
    [SuppressMessage("Reliability", "CA2012", Justification = "The task is kept until it has completed, and then consumed once.")]
    public void Run(CallTarget target, int method, ReadOnlySpan<byte> json, ReadOnlySpan<byte> predictedFrom = default)
    {
        // A handler that sets an AsyncLocal before its first wait must not leave it to the next one on this loop.
        ExecutionContext? context = ExecutionContext.Capture();
        Span.Begin(_answer.Method.Name);
        Streams.Begin();
        _turn = _answer.Method.IsOrdered ? _session.Calls.BeginTurn() : null;
        if (target.GuardOf(method) is { Surrounds: true } guard)
        {
            _work = new GuardedCall(this, target, method, json).RunAsync(guard);
        }
        else if (!TryInvoke(target, method, json, isPredicted: !predictedFrom.IsEmpty))
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
    public void Discard() => Recycle();

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
            Streams.End();
            _answer.EndReports();
            return false;
        }
        catch (RpcPayloadException exception) when (!arguments.IsComplete)
        {
            _answer.GiveInvalidParams(exception, arguments.Index);
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
            _answer.Correct(envelope.Id);
            Streams.Request(envelope.Credit, envelope.After);
            Streams.Begin();
            TryInvoke(target, method, envelope.Params, isPredicted: false);
            return;
        }

        MessageBuffer answer = MessageBuffer.Rent();
        ErrorWriter.WriteStandard(answer, envelope.Id, envelope.ErrorCode, envelope.ErrorDetail);
        _answer.Give(answer);
    }

    internal override ValueTask SendStreamAsync<T>(IAsyncEnumerable<T> items, RpcCodec<T> codec)
    {
        if (!_answer.IsWanted)
        {
            throw new RpcException(RpcErrorCode.InvalidRequest, "A notification cannot be answered with a stream.");
        }

        LeaveQueue();
        return Streams.SendAsync(_session.Streams, _answer, items, codec, Cancellation);
    }

    internal override IAsyncEnumerable<T> OpenStream<T>(ref Utf8JsonReader placeholder, RpcCodec<T> codec)
    {
        LeaveQueue();
        return Streams.Open(_session.Streams, _answer, ref placeholder, codec, CancellationToken);
    }

    public override IProgress<T>? ReadProgress<T>(ref Utf8JsonReader reader, RpcCodec<T> codec) =>
        _answer.ReadProgress(ref reader, codec);

    internal override void CompleteWithoutResult() => _answer.GiveNull();

    internal override void Complete<T>(T result, RpcCodec<T> codec) => _answer.Give(result, codec);

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
        bool isInQueue = _countedBy is null;
        Recycle();
        if (isInQueue)
        {
            session.Calls.Finish(turn);
        }
    }

    // Streams last, and wait for the peer: their calls have a limit of their own, and do not keep others from running. An ordered
    // call stays: it is one at a time, and its turn ends with it.
    private void LeaveQueue()
    {
        if (_countedBy is null && _turn is null)
        {
            ConnectionStreams streams = _session.Streams;
            streams.BeginCall();
            _countedBy = streams;
            _session.Calls.Finish(null);
        }
    }

    private void AnswerFailure(Exception exception)
    {
        Activity? ambient = Span.Enter();
        _answer.GiveFailure(exception, cancelled: _cancellation is { IsCancellationRequested: true });
        Span.Leave(ambient);
    }

    // trip 10, at the handler's first use of its token. Not pooled: it may keep the token beyond the call.
    private CancellationTokenSource NewCancellation()
    {
        var cancellation = new CancellationTokenSource();
        if (_answer.Generation != _session.Generation || !_session.Running.Add(_answer.Id, cancellation))
        {
            cancellation.Cancel();
        }

        return cancellation;
    }

    private void Recycle()
    {
        Streams.End();
        Streams.Request(null, null);
        _countedBy?.EndCall();
        _countedBy = null;
        if (_cancellation is not null)
        {
            _session.Running.Remove(_answer.Id, _cancellation);
            _cancellation = null;
        }

        Span.End(_answer.Error);

        // After the cancellation's end, or a batch could be answered while one of its calls is still on file.
        _answer.End();
        _session = null!;
        _cleanup = null;
        _turn = null;
        Passage.End();
        Validation = null;
        s_pool.Return(this);
    }
}
