using System.Collections.Generic;

namespace Aot.Contracts;

public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
