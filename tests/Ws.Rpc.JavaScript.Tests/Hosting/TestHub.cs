using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

public sealed class TestHub(HubJournal journal) : RpcHub<ITestClient>, ITestHub
{
    public override ValueTask OnConnectedAsync()
    {
        journal.Write("connected");
        return default;
    }

    public override ValueTask OnResumedAsync()
    {
        journal.Write("resumed");
        return default;
    }

    public override ValueTask OnDisconnectedAsync(RpcDisconnect disconnect)
    {
        journal.Write($"disconnected {disconnect.CloseCode}");
        return default;
    }

    public ValueTask<int> AddAsync(int a, int b = 1) => new(a + b);

    public ValueTask<JsonElement?> EchoAsync(JsonElement? value) => new(value);

    public ValueTask<string> WhoAmIAsync() => new(Context.UserId ?? "nobody");

    public ValueTask FailAsync(int code, string message, string? field = null) =>
        throw new RpcException(code, message, field is null ? null : new { field });

    public ValueTask BreakAsync() => throw new InvalidOperationException("secret");

    public async ValueTask<int> HoldAsync(string name, CancellationToken cancellationToken = default)
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

    public ValueTask<string[]> JournalAsync() => new(journal.Entries);

    public void Note(string text) => journal.Write($"noted {text}");

    public void Leave(int code, string reason) => Context.Disconnect(code, reason);

    public async ValueTask<int> ImportAsync(int steps, IProgress<int>? progress = null)
    {
        for (int i = 1; i <= steps; i++)
        {
            progress?.Report(i);
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }

        return steps;
    }

    public async ValueTask<bool> AskAsync(string question) => await Clients.Caller.ConfirmAsync(question);

    public async ValueTask<string> AskAndGiveUpAsync(string question)
    {
        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(100));
        try
        {
            return (await Clients.Caller.ConfirmAsync(question, soon.Token)).ToString();
        }
        catch (OperationCanceledException)
        {
            return "given up";
        }
    }

    public async ValueTask<int> DescendAsync(int depth) => depth == 0 ? 0 : 1 + await Clients.Caller.ClimbAsync(depth - 1);

    public ValueTask AnnounceAsync(string text) => Clients.All.AnnouncedAsync(text);

    public ValueTask JoinAsync(string room) => Rooms.JoinAsync(room);

    public async ValueTask TellRoomAsync(string room, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Clients.Room(room).NumberedAsync(i);
        }
    }

    public async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < to; i++)
        {
            yield return i;
            if (i % 100 == 99)
            {
                await Task.Yield();
            }
        }
    }

    public async IAsyncEnumerable<int> TickAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                yield return i;
                await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken);
            }
        }
        finally
        {
            journal.Write($"disposed {name}");
        }
    }

    public async IAsyncEnumerable<int> ResumableAsync(int to)
    {
        for (int i = RpcStreamContext.After is { } after ? int.Parse(after) : 0; i < to; i++)
        {
            RpcStreamContext.SetCursor($"{i + 1}");
            yield return i;
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    public async IAsyncEnumerable<int> BreakAfterAsync(int items)
    {
        for (int i = 0; i < items; i++)
        {
            yield return i;
            await Task.Yield();
        }

        throw new RpcException(4711, "broken");
    }

    public async ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers)
    {
        long sum = 0;
        await foreach (int number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    public async ValueTask<int> FirstAsync(IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers)
        {
            return number;
        }

        return -1;
    }

    public async ValueTask<int[]> ReadClientAsync(int to, int take)
    {
        List<int> items = [];
        await foreach (int item in Clients.Caller.ReadAsync(to))
        {
            items.Add(item);
            if (items.Count == take)
            {
                break;
            }
        }

        return [.. items];
    }

    public async ValueTask<long> SumAtClientAsync(int to) => await Clients.Caller.TotalAsync(CountAsync(to));

    public async ValueTask<int[]> ProgressOfClientAsync(int steps)
    {
        var reports = new Reports();
        await Clients.Caller.StepAsync(steps, reports);
        return reports.Values;
    }

    private sealed class Reports : IProgress<int>
    {
        private readonly ConcurrentQueue<int> _values = new();

        public int[] Values => [.. _values];

        public void Report(int value) => _values.Enqueue(value);
    }
}
