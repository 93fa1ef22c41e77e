using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>Asks the peer for the items of one stream, one request at a time, and aborts it. Thread-safe.</summary>
internal sealed class Puller(IStreamLink link, StreamReceiver receiver) : IPulledOwner
{
    // Guards _token, _asked, _over and _tells.
    private readonly Lock _gate = new();
    private RequestId _token;
    private StreamAnswer? _asked;
    private bool _over;
    private bool _tells;

    public void OnPulled(RequestId token, bool isOver)
    {
        bool isLate;
        lock (_gate)
        {
            _asked = null;
            _token = token.IsNone ? _token : token;
            isLate = _tells && !isOver && !_token.IsNone;
            _tells = false;
            _over |= isOver;
        }

        if (isLate)
        {
            link.Send(StreamFrames.Abort(token));
        }
    }

    /// <summary>Asks, unless an answer is awaited or nothing is left.</summary>
    public void Ask()
    {
        StreamAnswer answer;
        RequestId token;
        lock (_gate)
        {
            if (_over || _asked is not null || _token.IsNone)
            {
                return;
            }

            token = _token;
            _asked = answer = new StreamAnswer(TokenArguments.Next, receiver, this, isCall: false);
        }

        link.Ask(answer, token);
    }

    /// <summary>Asks for nothing more, and tells the peer so if it has more and does not know.</summary>
    public void Stop(bool tell)
    {
        StreamAnswer? asked;
        RequestId token;
        lock (_gate)
        {
            if (_over || _token.IsNone)
            {
                // The answer that brings the token may be on its way from the receive loop.
                _tells = tell && !_over;
                _over = true;
                return;
            }

            _over = true;
            asked = _asked;
            token = _token;
        }

        if (asked is not null)
        {
            link.Abandon(asked);
        }

        if (tell)
        {
            link.Send(StreamFrames.Abort(token));
        }
    }
}
