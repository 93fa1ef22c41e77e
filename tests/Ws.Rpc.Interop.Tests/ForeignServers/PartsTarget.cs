using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

/// <summary>What a StreamJsonRpc server offers to our client, in the style of its users.</summary>
internal sealed class PartsTarget(Journal journal, Meeting meeting, Stock stock, JsonRpc rpc)
{
    public static int Subtract(int minuend, int subtrahend) => minuend - subtrahend;

    public static long Sum(int first, int second, int third) => (long)first + second + third;

    public static double Scale(double value, double factor) => value * factor;

    public static string? Echo(string? text) => text;

    public static Part Paint(Part part, string colour) => part with { Colour = colour };

    public static Part? Find(string name) => name == "bolt" ? new Part(name, 0.25m, null, [3, 4]) : null;

    public static string Label(string name, int copies, string? colour, bool bold) => $"{name}/{copies}/{colour ?? "-"}/{bold}";

    public static void Reject(int code, string message, Rejection? detail) =>
        throw new LocalRpcException(message) { ErrorCode = code, ErrorData = detail };

    public static async Task BreakAsync(string secret)
    {
        await Task.Yield();
        throw new InvalidOperationException(secret, new FormatException("inner"));
    }

    public static int Polish(string name, IProgress<Part>? progress)
    {
        for (int i = 1; i <= 3; i++)
        {
            progress?.Report(new Part(name, i, null, []));
        }

        return progress is null ? 0 : 3;
    }

    public async Task StoreAsync(Part part)
    {
        await Task.Yield();
        journal.Write($"stored {part.Name}");
    }

    public void Note(string text) => journal.Write($"noted {text}");

    public async Task<int> HoldAsync(string name, CancellationToken cancellationToken)
    {
        journal.Write($"holding {name}");
        if (name == "nothing")
        {
            throw new OperationCanceledException("There is nothing to hold.");
        }

        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Write($"cancelled {name}");
            throw;
        }

        return 0;
    }

    public Task<int> MeetAsync(int expected) => meeting.ArriveAsync(expected);

    public Task AnnounceAsync(string text, Part? part) => rpc.NotifyAsync("announced", text, part);

    public async Task<string> AskAsync(string question) => await rpc.InvokeAsync<bool>("confirm", question) ? "yes" : "no";

    public async Task<int> DescendAsync(int depth) => depth == 0 ? 0 : 1 + await rpc.InvokeAsync<int>("climb", depth - 1);

    public IAsyncEnumerable<Part> ListAsync(int count, string? then, CancellationToken cancellationToken) =>
        stock.ListAsync(count, then, cancellationToken);

    public static Task<string> PriceAsync(IAsyncEnumerable<Part> parts, int wanted, CancellationToken cancellationToken) =>
        Stock.PriceAsync(parts.WithCancellation(cancellationToken), wanted);

    public async Task<bool> HaggleAsync(IAsyncEnumerable<Part> parts, int wanted)
    {
        await Stock.PriceAsync(parts.ConfigureAwait(false), wanted);
        return await rpc.InvokeAsync<bool>("confirm", "even");
    }

    public static async IAsyncEnumerable<Part> PaintAllAsync(IAsyncEnumerable<Part> parts, string colour)
    {
        await foreach (Part part in parts)
        {
            yield return part with { Colour = colour };
        }
    }

    public static string? Trace() => Activity.Current?.ParentId;

    public Task<string?> TraceBackAsync() => rpc.InvokeAsync<string?>("trace");

    public async Task<string> TradeAsync(int count, int wanted)
    {
        string taken = await rpc.InvokeAsync<string>("take", stock.ListAsync(count, null, CancellationToken.None), wanted);
        var offered = await rpc.InvokeAsync<IAsyncEnumerable<Part>>("offer", count, null);
        return $"{taken}, {await Stock.PriceAsync(offered.ConfigureAwait(false), wanted)}";
    }
}
