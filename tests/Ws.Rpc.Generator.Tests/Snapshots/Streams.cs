namespace Sample;

public sealed record Reading(string Sensor, double Value);

[RpcHub(Callback = typeof(IMonitor))]
public interface ISensors
{
    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken = default);

    IAsyncEnumerable<Reading> Follow();

    IAsyncEnumerable<string?> NamesAsync(params string[] filters);

    ValueTask<int> TotalAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    Task StoreAsync(string name, IAsyncEnumerable<Reading> readings, IAsyncEnumerable<int?>? ranks = null);

    IAsyncEnumerable<Reading> SmoothAsync(IAsyncEnumerable<Reading> readings, int width = 3);
}

[RpcCallback]
public interface IMonitor
{
    IAsyncEnumerable<Reading> SampleAsync(string sensor);

    Task<int> CollectAsync(IAsyncEnumerable<Reading> readings);
}
