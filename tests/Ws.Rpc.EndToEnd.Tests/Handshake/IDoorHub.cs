using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Tells what the server knows of who came in.</summary>
[RpcHub]
public interface IDoorHub
{
    /// <summary>The id of the user, a claim of theirs, and an item that a filter has left.</summary>
    ValueTask<string> WhoAsync();

    /// <summary>Everything of the handshake that a hub can see.</summary>
    ValueTask<string> SeenAsync();

    ValueTask<string> EchoAsync(string text);
}
