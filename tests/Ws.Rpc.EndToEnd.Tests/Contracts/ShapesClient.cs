using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

internal sealed class ShapesClient : IShapesClient
{
    public ValueTask<Page<Point>> DrawAsync(Page<Point> points) => new(points);
}
