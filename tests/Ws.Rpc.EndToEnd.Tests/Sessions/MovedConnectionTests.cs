using System;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Sessions;

/// <summary>
/// A connection that becomes that of an older session while the hub is still being told of its own: nobody who speaks to the one
/// is heard in the other.
/// </summary>
public sealed class MovedConnectionTests
{
    private const string Open =
        """{"jsonrpc":"2.0","id":1,"method":"$/session/open","params":{"versions":[1],"resume":true,"calls":true}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_comes_back_while_he_is_welcomed_hears_everything_once(bool isTurnedAway)
    {
        await using HubHost host = await HubHost.StartAsync<ResumeHub>(
            services: services => services.AddSingleton<ResumeJournal>());
        ResumeJournal journal = host.Services.GetRequiredService<ResumeJournal>();

        // Without our sub-protocol: the hub is told at once.
        RawClient first = await RawClient.ConnectAsync(host.Address);
        JsonElement opened = (await first.AskAsync(Open)).GetProperty("result");
        await first.AssertSilentAndAliveAsync();
        Assert.Equal("connected", await ReadAsync(journal));
        var welcome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        journal.Welcome = () => welcome.Task;
        await using RawClient second = await RawClient.ConnectAsync(host.Address);
        Assert.Equal("connected", await ReadAsync(journal));
        string token = opened.GetProperty("resume").GetProperty("token").GetString()!;
        JsonElement resumed = (await second.AskAsync(Resume(token))).GetProperty("result");
        Assert.True(resumed.GetProperty("resumed").GetBoolean());

        try
        {
            await host.Services.GetRequiredService<IRpcHubContext<ResumeHub, IResumeClient>>().Clients.All.NewsAsync(1);

            Assert.Equal("""{"jsonrpc":"2.0","method":"news","params":[1]}""", await second.ReceiveAsync());
            await second.AssertSilentAndAliveAsync();
        }
        finally
        {
            End(welcome, isTurnedAway);
        }

        while (await ReadAsync(journal) != "resumed")
        {
        }

        await second.AssertSilentAndAliveAsync();
        await first.DisposeAsync();
    }

    private static void End(TaskCompletionSource welcome, bool isTurnedAway)
    {
        if (isTurnedAway)
        {
            welcome.SetException(new InvalidOperationException("No."));
        }
        else
        {
            welcome.SetResult();
        }
    }

    private static string Resume(string token) => $$$"""
        {"jsonrpc":"2.0","id":2,"method":"$/session/open","params":{"versions":[1],"resume":{"received":1,"token":"{{{token}}}"} } }
        """;

    private static Task<string> ReadAsync(ResumeJournal journal) => journal.Entries.Reader.ReadAsync().AsTask().Within();
}
