using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

[RpcCallback]
public interface IGalleryClient
{
    ValueTask HungAsync(Picture picture);

    ValueTask<bool> MayEnterAsync(string name);
}
