using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>A client that hears news.</summary>
internal sealed class NewsClient : IResumeClient
{
    private readonly Channel<int> _news = Channel.CreateUnbounded<int>();

    public Task<int> NextAsync() => _news.Reader.ReadAsync().Within();

    public ValueTask NewsAsync(int number)
    {
        _news.Writer.TryWrite(number);
        return default;
    }

    public ValueTask<bool> ConfirmAsync(string question) => new(true);
}
