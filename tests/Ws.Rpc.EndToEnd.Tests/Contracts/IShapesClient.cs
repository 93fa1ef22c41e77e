using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[RpcCallback(JsonContext = typeof(ShapesClientJson))]
public interface IShapesClient
{
    ValueTask<Page<Point>> DrawAsync(Page<Point> points);
}
