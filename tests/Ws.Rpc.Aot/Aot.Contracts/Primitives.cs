using System;

namespace Aot.Contracts;

public sealed record Primitives(
    byte Few,
    ulong Large,
    float Ratio,
    decimal Exact,
    Guid Id,
    DateTimeOffset Time,
    TimeSpan Length,
    byte[] Bytes,
    Uri Address);
