namespace Demo;

[RpcHub(Prefix = "shop.")]
public interface IHub
{
    void Async();

    void AsyncJobAsync();

    void URLValueAsync();

    void IOAsync();

    void _hidden();

    void Straßenname();

    [RpcMethod("get_data")]
    void GetData();

    [RpcMethod("quote\"back\\slash/ü/\U0001F600")]
    void Strange();
}
