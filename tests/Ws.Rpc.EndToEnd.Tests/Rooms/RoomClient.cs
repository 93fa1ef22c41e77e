using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Rooms;

/// <summary>Keeps what one client was told.</summary>
internal sealed class RoomClient : IRoomClient
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public void Told(string text) => _told.Writer.TryWrite(text);

    public Task<string> NextAsync() => _told.Reader.ReadAsync().Within();
}
