using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests.Hosting;

public sealed class PartsHub(Journal journal, Meeting meeting, GivingUp givingUp, Stock stock)
    : RpcHub<IPartsClient>, IPartsHub
{
    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        journal.Write($"disconnected {disconnect.Reason} {disconnect.CloseCode}");
        return default;
    }

    public ValueTask<int> SubtractAsync(int minuend, int subtrahend) => new(minuend - subtrahend);

    public Task<long> SumAsync(params int[] numbers) => Task.FromResult(numbers.Sum(number => (long)number));

    public ValueTask<double> ScaleAsync(double value, double factor) => new(value * factor);

    public ValueTask<string?> EchoAsync(string? text) => new(text);

    public ValueTask<Part> PaintAsync(Part part, string colour) => new(part with { Colour = colour });

    public ValueTask<Part?> FindAsync(string name) => new(name == "bolt" ? new Part(name, 0.25m, null, [3, 4]) : null);

    public ValueTask<string> LabelAsync(string name, int copies = 1, string? colour = null, bool bold = false) =>
        new($"{name}/{copies}/{colour ?? "-"}/{bold}");

    public async ValueTask StoreAsync(Part part)
    {
        await Task.Yield();
        journal.Write($"stored {part.Name}");
    }

    public void Note(string text) => journal.Write($"noted {text}");

    public ValueTask RejectAsync(int code, string message, Rejection? detail = null) => throw new RpcException(code, message, detail);

    public ValueTask RejectWithTextAsync(int code, string message, string detail) => throw new RpcException(code, message, detail);

    public async ValueTask BreakAsync(string secret)
    {
        await Task.Yield();
        throw new InvalidOperationException(secret);
    }

    public ValueTask<Knot> TieAsync() => new(new Knot());

    public async ValueTask<int> HoldAsync(string name, CancellationToken cancellationToken)
    {
        journal.Write($"holding {name}");
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

    public async ValueTask<int> MeetAsync(int expected) => await meeting.ArriveAsync(expected);

    public ValueTask AnnounceAsync(string text, Part? part) => Clients.All.AnnouncedAsync(text, part);

    public async ValueTask<string> AskAsync(string question)
    {
        try
        {
            return await Clients.Caller.ConfirmAsync(question, givingUp.Token) ? "yes" : "no";
        }
        catch (OperationCanceledException)
        {
            return "given up";
        }
        catch (RpcException exception)
        {
            return $"{exception.GetType().Name} {exception.Code} {exception.Message}";
        }
    }

    public async ValueTask<int> DescendAsync(int depth) => depth == 0 ? 0 : 1 + await Clients.Caller.ClimbAsync(depth - 1);

    public async ValueTask<int> PolishAsync(string name, IProgress<Part>? progress, CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (int i = 1; i <= 3; i++)
        {
            progress?.Report(new Part(name, i, null, []));
        }

        return progress is null ? 0 : 3;
    }

    public async ValueTask<string> SendClimbingAsync(int steps)
    {
        var reports = new Reports<int>();
        int result = await Clients.Caller.StepAsync(steps, reports);
        return $"{result}: {string.Join(' ', reports.All)}";
    }

    public IAsyncEnumerable<Part> ListAsync(int count, string? then, CancellationToken cancellationToken) =>
        stock.ListAsync(count, then, cancellationToken);

    public async ValueTask<string> PriceAsync(IAsyncEnumerable<Part> parts, int wanted, CancellationToken cancellationToken) =>
        await Stock.PriceAsync(parts.WithCancellation(cancellationToken), wanted);

    public async ValueTask<bool> HaggleAsync(IAsyncEnumerable<Part> parts, int wanted)
    {
        await Stock.PriceAsync(parts.ConfigureAwait(false), wanted);
        return await Clients.Caller.ConfirmAsync("even");
    }

    public async IAsyncEnumerable<Part> PaintAllAsync(IAsyncEnumerable<Part> parts, string colour)
    {
        await foreach (Part part in parts)
        {
            yield return part with { Colour = colour };
        }
    }

    public async ValueTask<string> TradeAsync(int count, int wanted)
    {
        string taken = await Clients.Caller.TakeAsync(stock.ListAsync(count, null, CancellationToken.None), wanted);
        string given = await Stock.PriceAsync(Clients.Caller.OfferAsync(count).ConfigureAwait(false), wanted);
        return $"{taken}, {given}";
    }

    public ValueTask<string?> TraceAsync() => new(Activity.Current?.ParentId);

    public ValueTask<string?> TraceBackAsync() => Clients.Caller.TraceAsync();

    public ValueTask LeaveAsync(int closeCode, string reason)
    {
        Context.Disconnect(closeCode, reason);
        return default;
    }
}
