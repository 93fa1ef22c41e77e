using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

public interface IShapesBase
{
    [RpcMethod("class", Idempotent = true)]
    ValueTask<Note?> @class(Note? @event = null);
}
