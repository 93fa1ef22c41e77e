using System.Collections.Generic;
using System.Linq;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>A payload of about 2 KB.</summary>
public sealed record Order(int Id, string Customer, string Street, string City, bool Paid, decimal Total, IReadOnlyList<OrderLine> Lines)
{
    private const int LineCount = 20;

    public static Order Sample { get; } = new(
        4711,
        "Ada Lovelace",
        "12 St James's Square",
        "London",
        true,
        1234.50m,
        [.. Enumerable.Range(0, LineCount).Select(i => new OrderLine(1000 + i, $"Article number {i} of the catalogue", i + 1, 9.95m + i))]);
}
