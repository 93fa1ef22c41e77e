using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Streams;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>One server for the whole corpus, and all that tells whether a case has hurt it.</summary>
public sealed class HostileServer : IAsyncLifetime, IDisposable
{
    public const int MaxMessageBytes = 64 * 1024;

    /// <summary>What the cases call their payload, so that it is found where it does not belong.</summary>
    public const string Secret = "pAyL0aD";

    private readonly HostileState _state = new();
    private readonly HostileLog _log = new();
    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private HubHost? _host;

    public Uri Address => _host!.HttpAddress;

    public async Task InitializeAsync()
    {
        // What tests before have left is theirs.
        CollectGarbage();
        TaskScheduler.UnobservedTaskException += Note;
        _host = await HubHost.StartAsync<HostileHub>(
            static options =>
            {
                options.MaxMessageBytes = MaxMessageBytes;
                options.PlainClientsAnswer = true;
                options.CloseTimeout = TimeSpan.FromSeconds(1);
                options.Resume = new RpcResumeOptions { Window = TimeSpan.FromMilliseconds(100) };
            },
            services: services => services
                .AddSingleton(_state)
                .AddLogging(logging => logging.AddProvider(_log)));
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        CollectGarbage();
        TaskScheduler.UnobservedTaskException -= Note;
        Assert.Empty(_unobserved);
    }

    public void Dispose() => _log.Dispose();

    /// <summary>Plays a case, and then asks a neighbour's question and looks for what it left behind.</summary>
    internal async Task PlayAsync(HostileCase played)
    {
        await HostilePlay.RunAsync(Address, played);
        await using (HostileSocket fresh = await HostileSocket.ConnectAsync(Address, upgrade: true))
        {
            await fresh.AssertServedAsync(exactly: true);
        }

        await UntilIdleAsync();
        AssertLog(played.LogsError);
        Assert.Empty(_unobserved);
    }

    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private void Note(object? sender, UnobservedTaskExceptionEventArgs unobserved) => _unobserved.Enqueue(unobserved.Exception);

    private async Task UntilIdleAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_state.Connections != 0 || _state.Handlers != 0 || LiveStreams.All != 0)
        {
            Assert.False(
                limit.IsCancellationRequested,
                $"left: {_state.Connections} connections, {_state.Handlers} handlers, {LiveStreams.All} streams");
            await Task.Yield();
        }
    }

    private void AssertLog(bool mayHaveErrors)
    {
        (LogLevel Level, string Text)[] entries = [.. _log.Entries];
        _log.Entries.Clear();
        Assert.DoesNotContain(entries, static entry => entry.Text.Contains(Secret, StringComparison.Ordinal));
        IEnumerable<string> failures = entries.Where(static entry => entry.Level >= LogLevel.Error).Select(static e => e.Text);
        string errors = string.Join('\n', failures);
        Assert.True(mayHaveErrors == (errors.Length > 0), errors);
    }
}
