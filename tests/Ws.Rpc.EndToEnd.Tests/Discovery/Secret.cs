namespace Ws.Rpc.EndToEnd.Tests.Discovery;

public sealed record Secret(string Word);
