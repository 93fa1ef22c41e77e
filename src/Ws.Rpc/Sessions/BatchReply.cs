using System.Threading;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Gathers the answers to the entries of one incoming batch and sends them as one array when the last is there; nothing, if no
/// entry wanted an answer (JSON-RPC 2.0, section 6). Thread-safe.
/// </summary>
internal sealed class BatchReply(RpcSession session)
{
    private readonly int _generation = session.Generation;

    // Guards _answers and _open.
    private readonly Lock _gate = new();
    private MessageBuffer? _answers;

    // The entries not yet finished, and one for the reading of the batch itself.
    private int _open = 1;

    public void BeginEntry()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <summary>Takes over one answer.</summary>
    public void Add(MessageBuffer answer)
    {
        lock (_gate)
        {
            bool first = _answers is null;
            _answers ??= MessageBuffer.Rent();
            _answers.Write(first ? (byte)'[' : (byte)',');
            _answers.Write(answer.Span);
        }

        answer.Release();
    }

    /// <summary>An entry is finished, answered or not; also called once when all entries have been read.</summary>
    public void EndEntry()
    {
        MessageBuffer? answers;
        lock (_gate)
        {
            if (--_open > 0)
            {
                return;
            }

            answers = _answers;
            _answers = null;
        }

        if (answers is not null)
        {
            answers.Write((byte)']');
            session.Reply(answers, _generation);
        }
    }
}
