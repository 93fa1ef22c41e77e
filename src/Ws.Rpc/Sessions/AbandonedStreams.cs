using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The calls for streams that were given up before their answer. A peer that knows no credit may have begun an enumerator, which
/// it would keep for somebody who is gone: it is told to abort it (protocol section 7). Thread-safe.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="capacity">How many are remembered: a peer need not answer what was cancelled.</param>
internal sealed class AbandonedStreams(RpcSession session, int capacity)
{
    // Guards _ids and _order, which may hold ids that are answered already. Made with the first: most peers never have one.
    private readonly Lock _gate = new();
    private HashSet<long>? _ids;
    private Queue<long>? _order;

    public void Add(long id)
    {
        lock (_gate)
        {
            _ids ??= [];
            _order ??= new Queue<long>();
            if (_order.Count == capacity)
            {
                _ids.Remove(_order.Dequeue());
            }

            _ids.Add(id);
            _order.Enqueue(id);
        }
    }

    public bool Remove(long id)
    {
        lock (_gate)
        {
            return _ids?.Remove(id) == true;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _ids = null;
            _order = null;
        }
    }

    /// <summary>An answer has come that nobody awaits.</summary>
    public void OnLateAnswer(in Envelope answer)
    {
        if (answer.Id.TryGetNumber(out long id) && Remove(id) && answer.Kind == EnvelopeKind.Result)
        {
            RequestId token = ReadToken(answer.Payload);
            if (!token.IsNone)
            {
                session.Sender.Send(StreamFrames.Abort(token));
            }
        }
    }

    private RequestId ReadToken(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, session.ArgumentOptions);
        try
        {
            reader.Read();
            return PulledValues.Read(ref reader, receiver: null).Token;
        }
        catch (Exception exception) when (exception is RpcPayloadException or JsonException)
        {
            return RequestId.None;
        }
    }
}
