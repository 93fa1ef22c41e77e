namespace Ws.Rpc.EndToEnd.Tests.Discovery;

public enum Style
{
    Old,
    Modern = 5,
}
