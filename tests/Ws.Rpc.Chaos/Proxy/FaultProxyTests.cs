using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Chaos.Proxy;

public sealed class FaultProxyTests : IAsyncDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy;

    public FaultProxyTests()
    {
        _server.Start();
        _proxy = new FaultProxy(((IPEndPoint)_server.LocalEndpoint).Port, seed: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_both_ways_when_nothing_is_planned()
    {
        (TcpClient client, TcpClient server) = await ConnectAsync(FaultPlan.Nothing);
        using (client)
        using (server)
        {
            await client.GetStream().WriteAsync(new byte[100]);
            Assert.Equal(100, await ReadToAsync(server, 100));
            await server.GetStream().WriteAsync(new byte[200_000]);
            Assert.Equal(200_000, await ReadToAsync(client, 200_000));
        }
    }

    [Theory]
    [InlineData("Truncate", 50)]
    [InlineData("Kill", 100)]
    [InlineData("Fin", 50)]
    public async Task Receiver_gets_so_many_bytes_and_the_end(string kind, int received)
    {
        (TcpClient client, TcpClient server) = await ConnectAsync(new(Enum.Parse<FaultKind>(kind), Flow.Up, 50));
        using (client)
        using (server)
        {
            await client.GetStream().WriteAsync(new byte[100]);

            Assert.Equal(received, await ReadToAsync(server, 1000));
        }

        Assert.Equal(1, _proxy.Statistics.Faults);
        Assert.Contains($"#1 {kind} behind 50 bytes Up", _proxy.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_reaches_both_sides_as_a_reset()
    {
        (TcpClient client, TcpClient server) = await ConnectAsync(new(FaultKind.Reset, Flow.Down, 10));
        using (client)
        using (server)
        {
            await server.GetStream().WriteAsync(new byte[10]);

            IOException atClient = await Assert.ThrowsAsync<IOException>(() => ReadToAsync(client, 1000));
            IOException atServer = await Assert.ThrowsAsync<IOException>(() => ReadToAsync(server, 1));
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(atClient.InnerException).SocketErrorCode);
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(atServer.InnerException).SocketErrorCode);
        }
    }

    [Fact]
    public async Task Half_open_connection_swallows_and_tells_nobody()
    {
        (TcpClient client, TcpClient server) = await ConnectAsync(new(FaultKind.HalfOpen, Flow.Up, 50));
        using (client)
        using (server)
        {
            await client.GetStream().WriteAsync(new byte[100]);
            Assert.Equal(50, await ReadToAsync(server, 50));
            await server.GetStream().WriteAsync(new byte[10]);

            Task<int> more = ReadToAsync(server, 1);
            Task<int> answer = ReadToAsync(client, 1);
            await Eventually.BecomesTrueAsync(() => _proxy.Statistics.Faults == 1, "the plan has come true");
            Assert.False(more.IsCompleted || answer.IsCompleted);
            _proxy.KillAll();
            Assert.Equal((0, 0), (await more.Within(), await answer.Within()));
        }
    }

    [Theory]
    [InlineData("Stall")]
    [InlineData("Delay")]
    public async Task Held_bytes_arrive_later(string kind)
    {
        (TcpClient client, TcpClient server) =
            await ConnectAsync(new(Enum.Parse<FaultKind>(kind), Flow.Up, 50, TimeSpan.FromMilliseconds(50)));
        using (client)
        using (server)
        {
            await client.GetStream().WriteAsync(new byte[100]);

            Assert.Equal(100, await ReadToAsync(server, 100));
        }
    }

    [Fact]
    public async Task Levers_work_over_HTTP()
    {
        await using ProxyControl control = await ProxyControl.StartAsync(_proxy);
        using HttpClient http = new() { BaseAddress = control.Address };

        using (await http.PostAsync(new Uri("/refuse", UriKind.Relative), null).Within())
        {
            Assert.True(_proxy.Refuses);
        }

        using (await http.PostAsync(new Uri("/plan?kinds=kill,reset&from=5&to=5", UriKind.Relative), null).Within())
        {
            Assert.Equal(5, _proxy.Plan(new Random(1)).AfterBytes);
        }

        using HttpResponseMessage wrong = await http.PostAsync(new Uri("/plan?kinds=x&from=1&to=2", UriKind.Relative), null).Within();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("\"accepted\":0", await http.GetStringAsync(new Uri("/stats", UriKind.Relative)).Within(), StringComparison.Ordinal);
        Assert.Contains("refuses", await http.GetStringAsync(new Uri("/log", UriKind.Relative)).Within(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_are_the_same_for_the_same_seed()
    {
        FaultKind[] kinds = [FaultKind.Kill, FaultKind.Reset];

        Assert.Equal(FaultPlan.Draw(new Random(3), kinds, 0, 5000), FaultPlan.Draw(new Random(3), kinds, 0, 5000));
        Assert.NotEqual(FaultPlan.Draw(new Random(3), kinds, 0, 5000), FaultPlan.Draw(new Random(4), kinds, 0, 5000));
    }

    private async Task<(TcpClient Client, TcpClient Server)> ConnectAsync(FaultPlan plan)
    {
        _proxy.Plan = _ => plan;
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port).Within();
        return (client, await _server.AcceptTcpClientAsync().Within());
    }

    /// <summary>Reads until there are so many bytes, or no more.</summary>
    private static async Task<int> ReadToAsync(TcpClient client, int count)
    {
        byte[] buffer = new byte[count];
        return await client.GetStream().ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false).Within();
    }
}
