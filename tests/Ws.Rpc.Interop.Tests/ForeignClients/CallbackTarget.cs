using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

/// <summary>What a StreamJsonRpc client serves to our hub.</summary>
internal sealed class CallbackTarget(Journal journal, JsonRpc rpc)
{
    private readonly Stock _stock = new(journal);

    public void Announced(string text, Part? part) => journal.Write($"announced {text} {part?.Name ?? "-"}");

    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        journal.Write($"asked {question}");
        switch (question)
        {
            case "refuse":
                throw new LocalRpcException("not today") { ErrorCode = 4711, ErrorData = new Rejection("day", 7) };
            case "break":
                throw new InvalidOperationException("broken");
            case "dawdle":
                return await DawdleAsync(cancellationToken);
            default:
                return question.Length % 2 == 0;
        }
    }

    public async Task<int> ClimbAsync(int depth) => depth == 0 ? 0 : 1 + await rpc.InvokeAsync<int>("descend", depth - 1);

    public static int Step(int steps, IProgress<int>? progress)
    {
        for (int i = 1; i <= steps; i++)
        {
            progress?.Report(i);
        }

        return steps;
    }

    public IAsyncEnumerable<Part> OfferAsync(int count, string? then, CancellationToken cancellationToken) =>
        _stock.ListAsync(count, then, cancellationToken);

    public static Task<string> TakeAsync(IAsyncEnumerable<Part> parts, int wanted) =>
        Stock.PriceAsync(parts.ConfigureAwait(false), wanted);

    public static string? Trace() => Activity.Current?.ParentId;

    private async Task<bool> DawdleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            journal.Write("question cancelled");
            throw;
        }
    }
}
