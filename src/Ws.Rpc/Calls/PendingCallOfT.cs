using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Calls;

/// <summary>
/// A pending call with its result: the source of the value task that the caller awaits, given back to its pool when the caller
/// has taken the result.
/// </summary>
[SuppressMessage("Design", "CA1031", Justification = "Whatever a codec throws is the caller's to see, not the receive loop's.")]
internal sealed class PendingCall<T> : PendingCall, IValueTaskSource<T>, IValueTaskSource
{
    private const int PoolCapacity = 1024;

    // The result is one level down in its message.
    private static readonly JsonReaderOptions s_readerOptions = new() { MaxDepth = WireLimits.Default.MaxDepth - 1 };

    private static readonly CallPool<PendingCall<T>> s_pool = new(PoolCapacity);

    private ManualResetValueTaskSourceCore<T> _source;
    private RpcCodec<T>? _codec;
    private T _result = default!;
    private Exception? _exception;

    private PendingCall()
    {
    }

    public ValueTask<T> Task => new(this, _source.Version);

    public ValueTask TaskWithoutResult => new(this, _source.Version);

    /// <summary>A fresh call; without a <paramref name="codec"/> nobody wants the result, and it is not read.</summary>
    public static PendingCall<T> Rent(RpcMethod method, RpcCodec<T>? codec)
    {
        if (!s_pool.TryRent(out PendingCall<T>? call))
        {
            call = new PendingCall<T>();
        }

        call.Method = method;
        call._codec = codec;
        return call;
    }

    private protected override Exception? Failure => _exception;

    public override bool TrySetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (Exception exception) when (exception is RpcPayloadException or JsonException)
        {
            return false;
        }
        catch (Exception exception)
        {
            SetMisfit(exception);
            return true;
        }
    }

    public override void SetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Read(json);
        }
        catch (Exception exception)
        {
            SetMisfit(exception);
        }
    }

    public override void SetException(Exception exception) => _exception = exception;

    T IValueTaskSource<T>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _source.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private protected override void ContinueCaller()
    {
        if (_exception is null)
        {
            _source.SetResult(_result);
        }
        else
        {
            _source.SetException(_exception);
        }
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_readerOptions);
        reader.Read();
        if (_codec is null)
        {
            reader.Skip();
        }
        else
        {
            _result = _codec.Read(ref reader);
        }

        // Throws if the value is not all there is.
        reader.Read();
    }

    private void SetMisfit(Exception exception) =>
        _exception = new RpcProtocolException(
            $"The result of '{Method.Name}' does not fit the contract: {exception.Message}", exception);

    private T TakeResult(short token)
    {
        // A wrong token throws here and leaves the call to its rightful awaiter.
        ValueTaskSourceStatus status = _source.GetStatus(token);
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            if (status != ValueTaskSourceStatus.Pending)
            {
                Recycle();
            }
        }
    }

    private void Recycle()
    {
        _source.Reset();
        _codec = null;
        _result = default!;
        _exception = null;
        Id = 0;
        s_pool.Return(this);
    }
}
