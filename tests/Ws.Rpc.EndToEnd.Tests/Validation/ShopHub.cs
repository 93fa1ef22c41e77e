using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Guards;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

public sealed class ShopHub(GuardJournal journal) : RpcHub, IShopHub
{
    public ValueTask<int> OrderAsync(Order order) => Ran(order.Lines.Count);

    // What the class says holds besides what the contract says.
    public ValueTask<int> CountAsync(int count, [StringLength(2, ErrorMessage = "at most 2")] string note) => Ran(count);

    public ValueTask<int> AddAsync(int left, int right) => Ran(left + right);

    public ValueTask<string> NameAsync(string name) => new(name);

    public ValueTask<int> LinesAsync(params Line[] lines) => Ran(lines.Length);

    public ValueTask<int> PairAsync((string Name, Line Line) pair) => Ran(pair.Line.Quantity);

    public ValueTask<string> BrokenAsync(string text) => new(text);

    public async ValueTask<int> ManyAsync(IAsyncEnumerable<Line> lines) => await lines.CountAsync();

    public ValueTask<int> PayAsync(Money price) => Ran(price.Amount);

    public ValueTask<int> EndlessAsync(Endless endless) => Ran(endless.Number);

    public ValueTask<int> DeepAsync(Dictionary<string, Line[]> lines) => Ran(lines.Count);

    public void Note(string text) => journal.Add(text);

    private ValueTask<int> Ran(int result)
    {
        journal.Add("ran");
        return new(result);
    }
}
