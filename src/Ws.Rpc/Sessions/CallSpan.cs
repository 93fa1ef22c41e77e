using System.Diagnostics;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The span of one call of the peer, from its start to its end. Belongs to an <see cref="IncomingCall"/> and is used again with
/// it; makes nothing where nobody listens.
/// </summary>
internal sealed class CallSpan
{
    private bool _isWanted;
    private ActivityContext _parent;
    private Activity? _activity;

    /// <summary>Keeps what the request says of the trace that it belongs to.</summary>
    public void Request(in Envelope envelope)
    {
        if (RpcActivities.AreWanted)
        {
            _isWanted = true;
            TraceReader.TryRead(envelope.TraceParent, envelope.TraceState, out _parent);
        }
    }

    /// <summary>Begins the span and makes it ambient, before the handler is called.</summary>
    public void Begin(string method)
    {
        if (_isWanted)
        {
            _activity = RpcActivities.StartServer(method, _parent);
        }
    }

    /// <summary>Makes the span ambient once more, wherever the handler has ended, for its failure to be logged under.</summary>
    /// <returns>What <see cref="Leave"/> is to be told.</returns>
    public Activity? Enter()
    {
        Activity? ambient = Activity.Current;
        if (_activity is not null)
        {
            Activity.Current = _activity;
        }

        return ambient;
    }

    /// <summary>Ends <see cref="Enter"/>.</summary>
    public void Leave(Activity? ambient)
    {
        if (_activity is not null)
        {
            RpcActivities.Restore(ambient);
        }
    }

    /// <summary>Ends the span, if there is one.</summary>
    /// <param name="error">The error that was the answer, or 0.</param>
    public void End(int error)
    {
        if (_activity is not null)
        {
            if (error != 0)
            {
                RpcActivities.Fail(_activity, error);
            }

            RpcActivities.End(_activity);
            _activity = null;
        }

        _isWanted = false;
        _parent = default;
    }
}
