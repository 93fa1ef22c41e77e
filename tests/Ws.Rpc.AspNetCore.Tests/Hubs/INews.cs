using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

[RpcCallback]
public interface INews
{
    ValueTask ToldAsync(string text);

    void Hinted(string text);

    ValueTask<int> AskedAsync(string question);

    [RpcMethod(Acknowledged = true)]
    ValueTask ConfirmedAsync();
}
