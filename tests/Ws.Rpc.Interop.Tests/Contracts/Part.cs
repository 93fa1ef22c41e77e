using System.Collections.Generic;

namespace Ws.Rpc.Interop.Tests.Contracts;

public sealed record Part(string Name, decimal Price, string? Colour, IReadOnlyList<int> Sizes);
