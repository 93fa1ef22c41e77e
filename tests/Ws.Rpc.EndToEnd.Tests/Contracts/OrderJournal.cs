using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>What ordered calls do, in the order in which they do it, and the gates that they wait at. Thread-safe.</summary>
internal sealed class OrderJournal
{
    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _gates = new();

    public void Write(string entry) => _entries.Writer.TryWrite(entry);

    public TaskCompletionSource Gate(int number) =>
        _gates.GetOrAdd(number, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public Task<string> NextAsync() => _entries.Reader.ReadAsync().Within();

    /// <summary>What was written and not read yet.</summary>
    public IReadOnlyList<string> Rest()
    {
        List<string> rest = [];
        while (_entries.Reader.TryRead(out string? entry))
        {
            rest.Add(entry);
        }

        return rest;
    }
}
