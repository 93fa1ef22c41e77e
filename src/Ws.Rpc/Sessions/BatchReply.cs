using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Gathers the answers to the entries of one incoming batch and sends them as one array when the last is there; nothing, if no
/// entry wanted an answer (JSON-RPC 2.0, section 6). What all batches of a session hold back is bounded as its outgoing queue is.
/// Thread-safe.
/// </summary>
internal sealed class BatchReply(RpcSession session)
{
    private readonly int _generation = session.Generation;

    // Guards _answers, _heldBytes and _open.
    private readonly Lock _gate = new();
    private MessageBuffer? _answers;
    private int _heldBytes;

    // The entries not yet finished, and one for the reading of the batch itself.
    private int _open = 1;

    public void BeginEntry()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <summary>Takes over one answer. One too many closes the connection, as one too many in the outgoing queue does.</summary>
    public void Add(MessageBuffer answer)
    {
        if (session.Sender.TryHold(answer.Length))
        {
            lock (_gate)
            {
                bool first = _answers is null;
                _answers ??= MessageBuffer.Rent();
                _answers.Write(first ? (byte)'[' : (byte)',');
                _answers.Write(answer.Span);
                _heldBytes += answer.Length;
            }
        }

        answer.Release();
    }

    /// <summary>An entry is finished, answered or not; also called once when all entries have been read.</summary>
    public void EndEntry()
    {
        MessageBuffer? answers;
        int heldBytes;
        lock (_gate)
        {
            if (--_open > 0)
            {
                return;
            }

            (answers, heldBytes) = (_answers, _heldBytes);
            _answers = null;
        }

        session.Sender.LetGo(heldBytes);

        if (answers is not null)
        {
            answers.Write((byte)']');
            session.Sender.Reply(answers, _generation);
        }
    }
}
