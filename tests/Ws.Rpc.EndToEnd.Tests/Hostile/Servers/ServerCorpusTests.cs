using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Streams;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Servers;

/// <summary>
/// What hostile servers answer. The user of the client sees a result or a typed exception, and nothing is left behind.
/// </summary>
[Collection(HostileCollection.Name)]
public sealed class ServerCorpusTests
{
    public static TheoryData<string> Names => [.. ServerCases.All.Select(static hostile => hostile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Client_tells_its_user_and_is_unharmed_when_its_server_is_hostile(string name)
    {
        ServerCase hostile = ServerCases.All.Single(one => one.Name == name);
        using var log = new HostileLog();
        using var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var server = new HostileListener();

        // Whose client goes away need not be waited for.
        Task playing = server.PlayAsync(hostile.IsAlive ? hostile.Script : hostile.Script + "\nx");
        await using (RpcClient client = Framed.Client(server.Address, OptionsWith(loggers)))
        {
            client.Handle<IHostileClient>(new HostileClient());
            string outcome = await OutcomeAsync(client, hostile.Call).Within();
            await playing;

            Assert.Equal(hostile.Outcome, outcome);
            await AssertStateAsync(client, server, hostile.IsAlive);
        }

        await LiveStreams.UntilAsync(() => LiveStreams.All == 0);
        Assert.DoesNotContain(log.Entries, static entry => entry.Level >= LogLevel.Error);
        Assert.DoesNotContain(log.Entries, static entry => entry.Text.Contains(HostileServer.Secret, StringComparison.Ordinal));
    }

    private static RpcClientOptions OptionsWith(ILoggerFactory loggers) => new()
    {
        LoggerFactory = loggers,
        Reconnect = null,
        MaxMessageBytes = HostileServer.MaxMessageBytes,
        CloseTimeout = TimeSpan.FromMilliseconds(100),
        CallTimeout = TimeSpan.FromSeconds(20),
    };

    private static async Task AssertStateAsync(RpcClient client, HostileListener server, bool isAlive)
    {
        if (isAlive)
        {
            Task echoing = server.EchoAsync();
            Assert.Equal("alive", await client.GetHub<IHostileHub>().EchoAsync("alive").Within());
            await echoing;
        }
        else
        {
            await LiveStreams.UntilAsync(() => client.State == RpcClientState.Disconnected);
            Exception lost = await Assert.ThrowsAnyAsync<Exception>(
                () => client.GetHub<IHostileHub>().EchoAsync("x").Within());
            Assert.IsType<RpcConnectionException>(lost);
        }
    }

    private static async Task<string> OutcomeAsync(RpcClient client, string call)
    {
        try
        {
            await client.ConnectAsync().Within();
            return await CallAsync(client.GetHub<IHostileHub>(), call);
        }
        catch (Exception exception) when (exception is RpcException)
        {
            return exception is RpcConnectionException ? nameof(RpcConnectionException) : exception.GetType().Name;
        }
    }

    private static async Task<string> CallAsync(IHostileHub hub, string call)
    {
        switch (call)
        {
            case "echo":
                return await hub.EchoAsync("x");
            case "count":
                var items = new List<int>();
                await foreach (int item in hub.CountAsync(9))
                {
                    items.Add(item);
                }

                return string.Join(',', items);
            case "total":
                return (await hub.TotalAsync(EndlessAsync(default))).ToString(CultureInfo.InvariantCulture);
            case "walk":
                return (await hub.WalkAsync(1, new Progress<int>())).ToString(CultureInfo.InvariantCulture);
            default:
                return "";
        }
    }

    private static async IAsyncEnumerable<int> EndlessAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
