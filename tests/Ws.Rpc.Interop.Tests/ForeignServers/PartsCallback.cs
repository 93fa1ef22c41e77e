using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

/// <summary>What our client serves to the foreign server.</summary>
internal sealed class PartsCallback(Journal journal, IPartsHub hub) : IPartsClient
{
    private readonly Stock _stock = new(journal);

    public ValueTask AnnouncedAsync(string text, Part? part)
    {
        journal.Write($"announced {text} {part?.Name ?? "-"}");
        return default;
    }

    public async ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        journal.Write($"asked {question}");
        switch (question)
        {
            case "refuse":
                throw new RpcException(4711, "not today", new Rejection("day", 7));
            case "break":
                throw new InvalidOperationException("password=1234");
            case "dawdle":
                await DawdleAsync(cancellationToken);
                return true;
            default:
                return question.Length % 2 == 0;
        }
    }

    public async ValueTask<int> ClimbAsync(int depth) => depth == 0 ? 0 : 1 + await hub.DescendAsync(depth - 1);

    public async ValueTask<int> StepAsync(int steps, IProgress<int>? progress)
    {
        await Task.Yield();
        for (int i = 1; i <= steps; i++)
        {
            progress?.Report(i);
        }

        return steps;
    }

    public IAsyncEnumerable<Part> OfferAsync(int count, string? then, CancellationToken cancellationToken) =>
        _stock.ListAsync(count, then, cancellationToken);

    public async ValueTask<string> TakeAsync(IAsyncEnumerable<Part> parts, int wanted) =>
        await Stock.PriceAsync(parts.ConfigureAwait(false), wanted);

    public ValueTask<string?> TraceAsync() => new(Activity.Current?.ParentId);

    private async Task DawdleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Write("question cancelled");
            throw;
        }
    }
}
