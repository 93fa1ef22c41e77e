using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>Takes from a source what is ready, and keeps the step that is not for the next time.</summary>
internal sealed class PulledItems<T> : IAsyncDisposable
{
    private const int MaxBytes = 64 * 1024;

    // What stands around the items in an answer: the id, a token.
    private const int FrameBytes = 256;

    private readonly IStreamLink _link;
    private readonly RpcMethod _method;
    private readonly RpcCodec<T> _codec;

    // None where it could not be begun, which is the failure.
    private readonly IAsyncEnumerator<T>? _source;
    private ValueTask<bool> _step;
    private bool _isStepping;
    private bool _hasItem;
    private ExceptionDispatchInfo? _failure;

    [SuppressMessage("Design", "CA1031", Justification = "As in TryStep.")]
    public PulledItems(
        IAsyncEnumerable<T> items, IStreamLink link, RpcMethod method, RpcCodec<T> codec, CancellationToken cancellationToken)
    {
        _link = link;
        _method = method;
        _codec = codec;
        try
        {
            _source = items.GetAsyncEnumerator(cancellationToken);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Whether the source has come to its end.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Waits for an item, the end or a failure.</summary>
    public async ValueTask AwaitAsync()
    {
        if (_failure is null && !_hasItem && !IsFinished)
        {
            Step();
            await EndStepAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the items that are ready, with commas.</summary>
    /// <exception cref="Exception">The source failed before the first of them.</exception>
    public void Write(MessageBuffer message, int maxItems)
    {
        int items = 0;
        int start = message.Length;
        while (items < maxItems && message.Length - start < MaxBytes && TryStep())
        {
            if (!TryWrite(message, items))
            {
                break;
            }

            items++;
        }

        if (items == 0)
        {
            _failure?.Throw();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_isStepping)
            {
                await EndStepAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            if (_source is not null)
            {
                await _source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the source throws is thrown where its items are asked for.")]
    private bool TryStep()
    {
        if (_hasItem || _failure is not null || IsFinished)
        {
            return _hasItem;
        }

        Step();
        if (!_isStepping || !_step.IsCompleted)
        {
            return false;
        }

        ValueTask<bool> step = _step;
        _isStepping = false;
        try
        {
            _hasItem = step.GetAwaiter().GetResult();
            IsFinished = !_hasItem;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        return _hasItem;
    }

    [SuppressMessage("Design", "CA1031", Justification = "As in TryStep.")]
    [SuppressMessage("Reliability", "CA2012", Justification = "The step is kept until it has completed, and then consumed once.")]
    private void Step()
    {
        if (_isStepping)
        {
            return;
        }

        try
        {
            _step = _source!.MoveNextAsync();
            _isStepping = true;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "As in TryStep.")]
    private async ValueTask EndStepAsync()
    {
        if (!_isStepping)
        {
            return;
        }

        _isStepping = false;
        try
        {
            _hasItem = await _step.ConfigureAwait(false);
            IsFinished = !_hasItem;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a serializer throws is the answer -32003.")]
    private bool TryWrite(MessageBuffer message, int before)
    {
        int start = message.Length;
        try
        {
            if (before > 0)
            {
                message.Write((byte)',');
            }

            _codec.Write(new RpcWriter(message), _source!.Current);
            if (message.Length + FrameBytes <= _link.MaxFrameBytes)
            {
                _hasItem = false;
                return true;
            }

            // The item stays for a message of its own, unless it has had one.
            _failure = before > 0
                ? null
                : ExceptionDispatchInfo.Capture(new RpcException(RpcErrorCode.ResponseTooLarge, "Response too large"));
        }
        catch (Exception exception)
        {
            _link.Logger.ResultNotSerializable(exception, _method.Name);
            _failure = ExceptionDispatchInfo.Capture(new RpcException(
                RpcErrorCode.ResponseNotSerializable, "Response not serializable", null, exception));
        }

        message.Truncate(start);
        return false;
    }
}
