using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Clients;

/// <summary>Three clients, and who of them is told.</summary>
public sealed class FanOutTests : IAsyncLifetime
{
    private readonly ProbeClient[] _handlers = [new(), new(), new()];
    private HubHost? _host;
    private RpcClient[] _clients = [];

    private IProbeHub Hub => _clients[0].GetHub<IProbeHub>();

    private string[] Ids => [.. _clients.Select(client => client.ConnectionId!)];

    public async Task InitializeAsync()
    {
        _host = await HubHost.StartAsync<ProbeHub>();
        _clients = await Task.WhenAll(_handlers.Select(handler => _host.ConnectAsync(handler: handler)));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        await _host!.DisposeAsync();
    }

    [Fact]
    public async Task All_are_told_when_all_are_chosen()
    {
        await Hub.TellAllAsync("hi").Within();

        await AssertToldAsync("hi", true, true, true);
    }

    [Fact]
    public async Task Others_are_told_when_others_are_chosen()
    {
        await Hub.TellOthersAsync("hi").Within();

        await AssertToldAsync("hi", false, true, true);
    }

    [Fact]
    public async Task Caller_is_told_when_the_caller_is_chosen()
    {
        await Hub.TellCallerAsync("hi").Within();

        await AssertToldAsync("hi", true, false, false);
    }

    [Fact]
    public async Task Rest_is_told_when_some_are_left_out()
    {
        await Hub.TellAllExceptAsync([Ids[1], "nobody"], "hi").Within();

        await AssertToldAsync("hi", true, false, true);
    }

    [Fact]
    public async Task One_is_told_when_it_is_named()
    {
        await Hub.TellClientAsync(Ids[2], "hi").Within();
        await Hub.TellClientAsync("nobody", "hi").Within();

        await AssertToldAsync("hi", false, false, true);
    }

    [Fact]
    public async Task Each_is_told_once_when_some_are_named()
    {
        await Hub.TellClientsAsync([Ids[0], Ids[1], Ids[1], "nobody"], "hi").Within();

        await AssertToldAsync("hi", true, true, false);
    }

    [Fact]
    public async Task Another_client_answers_when_it_is_asked()
    {
        _handlers[1].Confirm = static (question, _) => new(question == "sure?");

        Assert.True(await Hub.AskClientAsync(Ids[1], "sure?").Within());
        Assert.False(await Hub.AskClientAsync(Ids[1], "really?").Within());
    }

    [Fact]
    public async Task Question_fails_when_nobody_has_the_id()
    {
        RpcException exception = await Assert.ThrowsAsync<RpcException>(() => Hub.AskClientAsync("nobody", "sure?").Within());

        Assert.Equal(RpcErrorCode.InternalError, exception.Code);
    }

    [Fact]
    public async Task Question_to_many_fails_and_sends_nothing()
    {
        await Assert.ThrowsAsync<RpcException>(() => Hub.AskAllAsync("sure?").Within());

        await AssertToldAsync("", false, false, false);
    }

    [Fact]
    public async Task Rest_is_told_when_one_has_gone()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host!.Probe.OnDisconnected = (_, _) =>
        {
            gone.SetResult();
            return default;
        };
        await _clients[1].CloseAsync().Within();
        await gone.Task.Within();

        await Hub.TellAllAsync("hi").Within();

        Assert.Equal("hi", await _handlers[0].NextAsync());
        Assert.Equal("hi", await _handlers[2].NextAsync());
    }

    // Nobody waits for silence: each is told a last word, and what came before it is all that came.
    private async Task AssertToldAsync(string text, params bool[] told)
    {
        await Hub.TellAllAsync("last word").Within();
        for (int i = 0; i < told.Length; i++)
        {
            if (told[i])
            {
                Assert.Equal(text, await _handlers[i].NextAsync());
            }

            Assert.Equal("last word", await _handlers[i].NextAsync());
        }
    }
}
