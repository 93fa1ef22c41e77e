using System.Threading.Tasks;

namespace Ws.Rpc.Hosting.Tests;

internal sealed class GreeterClient : IGreeterClient
{
    private readonly TaskCompletionSource<string> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Told => _told.Task;

    public ValueTask ToldAsync(string text)
    {
        _told.SetResult(text);
        return default;
    }
}
