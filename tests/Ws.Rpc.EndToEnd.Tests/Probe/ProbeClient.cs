using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Probe;

/// <summary>Serves the callbacks of one client and keeps what it was told.</summary>
internal sealed class ProbeClient : IProbeClient
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public Func<string, CancellationToken, ValueTask<bool>> Confirm { get; set; } = static (_, _) => new(true);

    public Func<int, ValueTask<int>> Nest { get; set; } = static _ => new(0);

    public Task<string> NextAsync() => _told.Reader.ReadAsync().Within();

    public ValueTask ToldAsync(string text) => _told.Writer.WriteAsync(text);

    public ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        Confirm(question, cancellationToken);

    public ValueTask<int> NestAsync(int depth) => Nest(depth);

    public async ValueTask<int> WalkAsync(int steps, IProgress<int>? progress)
    {
        await Task.Yield();
        for (int i = 1; i <= steps; i++)
        {
            progress?.Report(i);
        }

        return steps;
    }
}
