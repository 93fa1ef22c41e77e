using System.ComponentModel.DataAnnotations;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Aot.Contracts;

/// <summary>Methods with something before them: marks of the hub's, checks of their arguments.</summary>
[RpcHub(Prefix = "guard.", JsonContext = typeof(ShapesJson))]
public interface IGuardsHub
{
    ValueTask<int> SecretAsync();

    ValueTask<int> HiddenAsync();

    ValueTask<string> MarkedAsync(string text);

    ValueTask<int> LimitedAsync();

    ValueTask<int> CountAsync([Range(1, 10, ErrorMessage = "from 1 to 10")] int count);

    ValueTask<int> SendAsync(Parcel parcel);
}
