namespace Ws.Rpc.Benchmarks.Calls;

public sealed record OrderLine(int Article, string Text, int Count, decimal Price);
