namespace Ws.Rpc.Interop.Tests.Contracts;

public sealed record Rejection(string Field, int Limit);
