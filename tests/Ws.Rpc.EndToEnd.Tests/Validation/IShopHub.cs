using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

[RpcHub]
public interface IShopHub
{
    ValueTask<int> OrderAsync(Order order);

    ValueTask<int> CountAsync([Range(1, 10, ErrorMessage = "must be between 1 and 10")] int count, string note = "");

    ValueTask<int> AddAsync(int left, int right);

    ValueTask<string> NameAsync([KnownName] string name);

    ValueTask<int> LinesAsync(params Line[] lines);

    ValueTask<int> PairAsync((string Name, Line Line) pair);

    ValueTask<string> BrokenAsync([Broken] string text);

    ValueTask<int> ManyAsync(IAsyncEnumerable<Line> lines);

    ValueTask<int> PayAsync(Money price);

    ValueTask<int> EndlessAsync(Endless endless);

    ValueTask<int> DeepAsync(Dictionary<string, Line[]> lines);

    void Note([MaxLength(3)] string text);
}
