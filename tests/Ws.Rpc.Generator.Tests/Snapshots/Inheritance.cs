namespace Demo;

public interface IRoot
{
    Task<string> RootAsync();
}

public interface ILeft : IRoot
{
    Task<int> BothAsync(int x);
}

public interface IRight : IRoot
{
    Task<int> BothAsync(int x);
}

public interface IStore<TKey, TValue>
{
    ValueTask<TValue> GetAsync(TKey key);
}

[RpcHub]
public interface IHub : ILeft, IRight, IStore<string, int[]?>
{
    void Own();
}
