namespace Demo;

public sealed record Step(int Done, int Of);

[RpcHub(Callback = typeof(ICallback))]
public interface IHub
{
    ValueTask<int> ImportAsync(string file, IProgress<int>? progress = null, CancellationToken cancellationToken = default);

    Task WalkAsync(IProgress<Step> steps, IProgress<string?>? texts, int count, params int[] rest);

    ValueTask AloneAsync(IProgress<dynamic> progress);
}

[RpcCallback]
public interface ICallback
{
    Task<int> WorkAsync(IProgress<Step?>? progress = null);
}
