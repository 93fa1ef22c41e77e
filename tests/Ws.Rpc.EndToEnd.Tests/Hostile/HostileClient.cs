using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

internal sealed class HostileClient : IHostileClient
{
    public ValueTask<int> ConfirmAsync(string question) => new(question.Length);
}
