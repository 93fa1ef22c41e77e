namespace Ws.Rpc.Tests.Twin;

public enum TwinMode
{
    Fast,
    Careful,
}
