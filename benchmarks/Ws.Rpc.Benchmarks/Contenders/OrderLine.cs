namespace Ws.Rpc.Benchmarks.Contenders;

public sealed record OrderLine(int Article, string Text, int Count, decimal Price);
