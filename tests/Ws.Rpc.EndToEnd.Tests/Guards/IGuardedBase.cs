using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

public interface IGuardedBase
{
    ValueTask<string> InheritedAsync();
}
