using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>What happened, in its order.</summary>
public sealed class GuardJournal
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    public TaskCompletionSource LetGo { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> All => [.. _all];

    public void Add(string entry)
    {
        _all.Enqueue(entry);
        _news.Writer.TryWrite(entry);
    }

    public Task<string> NextAsync() => _news.Reader.ReadAsync().AsTask().Within();

    /// <summary>Waits for the last of the entries, and compares those of the first filter.</summary>
    public async Task ExpectFirstAsync(params string[] entries)
    {
        while (await NextAsync() != entries[^1])
        {
        }

        Assert.Equal(entries, All.Where(static entry => entry.StartsWith("first", StringComparison.Ordinal)));
    }
}
