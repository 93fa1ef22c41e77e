using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

internal class DoorHub : RpcHub, IDoorHub
{
    public DoorHub(DoorState state) => state.CountHub();

    public ValueTask<string> WhoAsync() =>
        new($"{Context.UserId}/{Context.User.FindFirst("level")?.Value}/{Context.Items.Values.FirstOrDefault()}");

    public ValueTask<string> SeenAsync()
    {
        RpcHandshakeRequest seen = Context.Handshake;
        string headers = string.Join('\n', seen.Headers.Select(header => $"{header.Key}: {header.Value}"));
        string query = string.Join('&', seen.Query.Select(entry => $"{entry.Key}={entry.Value}"));
        return new($"{seen.Scheme}://{seen.Host}{seen.Path}?{query}\n{string.Join(',', seen.SubProtocols)}\n{headers}");
    }

    public ValueTask<string> EchoAsync(string text) => new(text);
}
