namespace Demo;

[RpcCallback]
public interface ICallback
{
    void Poked(string text);

    Task ToldAsync(string text);

    ValueTask NotedAsync(string text);

    [RpcMethod(Acknowledged = true)]
    Task FlushAsync(CancellationToken cancellationToken = default);

    [RpcMethod("settle", Acknowledged = true)]
    ValueTask SettleAsync();

    Task<int> CountAsync();

    ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);
}

[RpcHub(Callback = typeof(ICallback))]
public interface IHub
{
    ValueTask PingAsync();
}
