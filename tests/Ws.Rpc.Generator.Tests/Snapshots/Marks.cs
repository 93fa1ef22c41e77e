namespace Demo;

[RpcOrdered]
public interface IBase
{
    Task OrderedByItsInterfaceAsync();
}

[RpcHub(Prefix = "demo.")]
public interface IHub : IBase
{
    [RpcOrdered]
    void Ordered(int x);

    [RpcMethod(Idempotent = true)]
    ValueTask<int> IdempotentAsync(params int[] values);

    [RpcOrdered]
    [RpcMethod("both", Idempotent = true)]
    ValueTask BothAsync();

    void Neither();
}

[RpcOrdered]
[RpcCallback]
public interface IBack
{
    void Told(string text);

    [RpcMethod(Acknowledged = true)]
    ValueTask ClosingAsync();
}
