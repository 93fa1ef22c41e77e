using System;
using System.Text.Json;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>
/// A request of ours whose answer belongs to a stream: the call itself, whose answer ends the stream or says that it is to be
/// pulled, or the asking for more items.
/// </summary>
internal sealed class StreamAnswer : PendingCall
{
    private static readonly JsonReaderOptions s_readerOptions = new() { MaxDepth = WireLimits.Default.MaxDepth - 1 };

    private readonly StreamReceiver _receiver;
    private readonly IPulledOwner _owner;
    private readonly bool _isCall;
    private Exception? _failure;

    public StreamAnswer(RpcMethod method, StreamReceiver receiver, IPulledOwner owner, bool isCall)
    {
        Method = method;
        _receiver = receiver;
        _owner = owner;
        _isCall = isCall;
    }

    /// <summary>Where the items go that come before the answer, if this is the call.</summary>
    public StreamReceiver? Receiver => _isCall ? _receiver : null;

    public override bool HasDeadline => false;

    private protected override Exception? Failure => _failure;

    public override bool TrySetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (JsonException)
        {
            _receiver.Unstage();
            return false;
        }
    }

    public override void SetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Read(json);
        }
        catch (JsonException exception)
        {
            _receiver.Unstage();
            SetException(Misfit(exception));
        }
    }

    public override void SetException(Exception exception)
    {
        _failure = exception;
        _receiver.End(exception);
    }

    // The consumer is told through the receiver.
    private protected override void ContinueCaller()
    {
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_readerOptions);
        reader.Read();
        if (_isCall && reader.TokenType == JsonTokenType.Null)
        {
            reader.Read();
            _receiver.End(null);
            return;
        }

        try
        {
            ReadValues(ref reader);
        }
        catch (RpcPayloadException exception)
        {
            _receiver.Unstage();
            SetException(Misfit(exception));
        }
    }

    private void ReadValues(ref Utf8JsonReader reader)
    {
        PulledValues values = PulledValues.Read(ref reader, _receiver);

        // Throws if the object is not all there is.
        reader.Read();
        bool isOver = _isCall ? values.Token.IsNone : values.IsFinished;
        _receiver.IsPulled = true;
        _owner.OnPulled(values.Token, isOver);
        _receiver.TryPublish(null);
        if (isOver)
        {
            _receiver.End(null);
        }
    }

    private RpcProtocolException Misfit(Exception exception) => new(
        $"The result of '{Method.Name}' does not fit the contract: {exception.Message}", exception);
}
