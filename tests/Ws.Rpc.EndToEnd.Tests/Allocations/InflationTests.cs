using System;
using System.IO;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Handshake;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Allocations;

/// <summary>A small message that inflates to a very large one.</summary>
[Collection(AllocationCollection.Name)]
public sealed class InflationTests
{
    // Less than a refused peer's rest may come to, behind which TCP is cut and the reason may not arrive.
    private const int Inflated = 12 * 1024 * 1024;
    private const int Limit = 64 * 1024;

    [Fact]
    public async Task Bomb_is_refused_with_1009_and_never_inflated_whole()
    {
        await using HubHost host = await HubHost.StartAsync<DoorHub>(
            static options =>
            {
                options.Compression = true;
                options.MaxMessageBytes = Limit;
            },
            services: static services => services.AddSingleton<DoorState>());
        byte[] frame = CreateFrame();
        await ExplodeAsync(host, frame);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        int code = await ExplodeAsync(host, frame);

        Assert.Equal(1009, code);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 16 * Limit);
    }

    private static byte[] CreateFrame()
    {
        using var deflated = new MemoryStream();
        using var deflate = new DeflateStream(deflated, CompressionLevel.SmallestSize);
        deflate.Write(new byte[Inflated]);
        deflate.Flush();

        // What a flush ends with is left out (RFC 7692 section 7.2.1).
        byte[] payload = deflated.ToArray()[..^4];

        // FIN, RSV1 (compressed), text; a mask of zeros changes nothing.
        byte[] length = BitConverter.GetBytes((long)payload.Length);
        Array.Reverse(length);
        return [0xC1, 0xFF, .. length, 0, 0, 0, 0, .. payload];
    }

    private static async Task<int> ExplodeAsync(HubHost host, byte[] frame)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.HttpAddress.Port).Within();
        NetworkStream stream = client.GetStream();
        string lines = RawHandshake.Good.ReplaceLineEndings("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /hub HTTP/1.1\r\nHost: localhost\r\n{lines}\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")).AsTask().Within();
        await stream.WriteAsync(frame).AsTask().Within();
        byte[] answer = new byte[4 * 1024];
        int count = 0;
        while (true)
        {
            int read = await stream.ReadAsync(answer.AsMemory(count)).AsTask().Within();
            count += read;
            int end = answer.AsSpan(0, count).IndexOf("\r\n\r\n"u8);
            if (end >= 0 && count >= end + 8)
            {
                ReadOnlySpan<byte> close = answer.AsSpan(end + 4);
                return close[0] == 0x88 ? (close[2] << 8) + close[3] : -1;
            }

            Assert.NotEqual(0, read);
        }
    }
}
