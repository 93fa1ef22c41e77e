using System;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>Where a server listens: without TLS each version of HTTP has a port of its own.</summary>
internal sealed record ServerAddress(Uri Http1, Uri Http2)
{
    public override string ToString() => $"{Http1} {Http2}";

    public static ServerAddress Parse(string text) =>
        text.Split(' ') is [string first, string second] ? new(new Uri(first), new Uri(second)) : throw new FormatException(text);
}
