using System;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Sessions;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Connections;

/// <summary>A client that keeps its TCP connection and answers no close frame keeps no server from stopping.</summary>
public sealed class UnansweredCloseTests
{
    private const string Ours = "ws-rpc.v1+json";
    private const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"heartbeat":null,"resume":true,"calls":true}}""";

    [Theory]
    [InlineData(null)]
    [InlineData("""{"jsonrpc":"2.0","method":"echo","params":["x"]}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"$/session/ack","params":{"received":99}}""")]
    public async Task Stopping_ends_a_connection_whose_close_nobody_answers(string? last)
    {
        // The host's own patience would end it, too.
        await using HubHost host = await HubHost.StartAsync<ResumeHub>(
            static options => options.CloseTimeout = TimeSpan.FromMilliseconds(200),
            services: static services => services
                .AddSingleton<ResumeJournal>()
                .Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromHours(1)));
        await using RawClient client = await RawClient.ConnectAsync(host.Address, Ours);
        if (last is not null)
        {
            await client.AskAsync(Open);
            await client.SendAsync(last);
        }

        await host.StopAsync();
    }
}
