namespace Demo;

[RpcHub]
public partial interface IHub
{
    public const int Limit = 3;

    private static int s_count;

    static int Count => s_count++;

    static int Twice(int x) => x * 2;

    ValueTask<int> GetAsync(int x = Limit);

    ValueTask<int> GetTwiceAsync(int x) => GetAsync(Twice(x));

    sealed int Helper() => 1;

    private void Hidden()
    {
    }

    public enum Kind
    {
        One,
    }
}

public partial interface IHub
{
    void Other(Kind kind, CancellationTokenRegistration registration);
}
