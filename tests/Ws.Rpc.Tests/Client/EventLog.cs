using System.Collections.Generic;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>The events of a client, one after another.</summary>
internal sealed class EventLog
{
    private readonly Channel<object> _events = Channel.CreateUnbounded<object>();

    public EventLog(RpcClient client)
    {
        client.StateChanged += (_, state) => _events.Writer.TryWrite(state);
        client.Reconnecting += (_, attempt) => _events.Writer.TryWrite(attempt);
        client.Reconnected += (_, connection) => _events.Writer.TryWrite(connection);
        client.Closed += (_, end) => _events.Writer.TryWrite(end);
    }

    public Task<object> NextAsync() => _events.Reader.ReadAsync().Within();

    /// <summary>The next of this kind; what comes before is forgotten.</summary>
    public async Task<T> NextAsync<T>()
    {
        while (true)
        {
            if (await NextAsync() is T found)
            {
                return found;
            }
        }
    }

    /// <summary>What has come by now.</summary>
    public IReadOnlyList<object> Rest()
    {
        List<object> rest = [];
        while (_events.Reader.TryRead(out object? entry))
        {
            rest.Add(entry);
        }

        return rest;
    }
}
