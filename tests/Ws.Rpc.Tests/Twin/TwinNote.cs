namespace Ws.Rpc.Tests.Twin;

public sealed record TwinNote(int Id, string Text);
