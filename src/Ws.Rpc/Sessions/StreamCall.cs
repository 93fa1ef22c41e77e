using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>One call of ours whose result is a stream, from the first item that is asked for.</summary>
internal sealed class StreamCall<TArguments> : StreamOrigin
    where TArguments : struct, IRpcArguments
{
    private readonly RpcSession _session;
    private readonly ConnectionStreams _link;
    private readonly StreamReceiver _receiver;
    private readonly StreamAnswer _answer;
    private readonly Puller _puller;
    private readonly TArguments _arguments;
    private readonly string? _after;

    public StreamCall(
        RpcSession session,
        ConnectionStreams link,
        StreamReceiver receiver,
        RpcMethod method,
        in TArguments arguments,
        string? after)
    {
        _session = session;
        _link = link;
        _receiver = receiver;
        _puller = new Puller(link, receiver);
        _answer = new StreamAnswer(method, receiver, _puller, isCall: true);
        _arguments = arguments;
        _after = after;
    }

    public override void Open()
    {
        if (_session.Streams != _link)
        {
            _receiver.End(new RpcConnectionException("The connection that the stream was to use is over.") { IsUnsent = true });
            return;
        }

        _receiver.Allow(_link.Credit);
        _session.Outgoing.Begin(_answer, _arguments, CancellationToken.None, new StreamRequest(_link.Credit, _after));
    }

    public override void Refill(int items) =>
        _link.Send(StreamFrames.Credit(StreamName.Result(new RequestId(_answer.Id)), items));

    public override void Ask() => _puller.Ask();

    public override void Close()
    {
        // Where the call has been answered there may still be something to pull.
        if (!_session.Outgoing.Abandon(_answer))
        {
            _puller.Stop(tell: true);
        }
    }
}
