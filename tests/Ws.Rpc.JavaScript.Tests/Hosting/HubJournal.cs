using System.Collections.Concurrent;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>What happened in the hubs of a server.</summary>
public sealed class HubJournal
{
    private readonly ConcurrentQueue<string> _entries = new();

    public string[] Entries => [.. _entries];

    public void Write(string entry) => _entries.Enqueue(entry);
}
