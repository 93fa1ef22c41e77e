using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

internal sealed class OrderHub(OrderJournal journal) : RpcHub<IOrderClient>, IOrderHub
{
    public async ValueTask<int> StepAsync(int number, CancellationToken cancellationToken)
    {
        journal.Write($"start {number}");
        try
        {
            await journal.Gate(number).Task.WaitAsync(cancellationToken);
        }
        finally
        {
            journal.Write(cancellationToken.IsCancellationRequested ? $"cancelled {number}" : $"end {number}");
        }

        return number;
    }

    public void Note(int number) => journal.Write($"note {number}");

    public async ValueTask<int> NestAsync(int depth) => depth == 0 ? 0 : 1 + await Clients.Caller.NestAsync(depth - 1);

    public ValueTask<int> AskSumAsync(int count) => SumAsync(Clients.Caller.CountAsync(count));

    public async ValueTask<int> SumAsync(IAsyncEnumerable<int> numbers)
    {
        journal.Write("start sum");
        int sum = 0;
        await foreach (int number in numbers)
        {
            sum += number;
        }

        journal.Write("end sum");
        return sum;
    }

    public ValueTask<int> FreeAsync(int number)
    {
        journal.Write($"free {number}");
        return new(number);
    }
}
