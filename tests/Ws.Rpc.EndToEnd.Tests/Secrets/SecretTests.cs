using System;
using System.Linq;
using System.Net.WebSockets;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

/// <summary>What replies tell of what went wrong, and what logs tell of what a peer sent.</summary>
public sealed class SecretTests
{
    private const int Rounds = 30;

    [Fact]
    public async Task Reply_tells_no_type_no_stack_and_no_text_whatever_a_method_throws()
    {
        Assert.InRange(SecretExceptions.All.Count, 50, int.MaxValue);
        await using HubHost host = await HubHost.StartAsync<SecretsHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int round = 0; round < Rounds; round++)
        {
            for (int number = 0; number < SecretExceptions.All.Count; number++)
            {
                string late = round % 2 == 0 ? "true" : "false";
                await client.SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"throw","params":[{{number}},{{late}}]}""");
                AssertTellsNothing(await client.ReceiveAsync(), number);
            }
        }
    }

    [Fact]
    public async Task Stream_tells_no_type_no_stack_and_no_text_when_its_source_throws()
    {
        await using HubHost host = await HubHost.StartAsync<SecretsHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int number = 0; number < SecretExceptions.All.Count; number++)
        {
            await client.SendAsync(
                $$"""{"jsonrpc":"2.0","id":1,"method":"throwInStream","params":[{{number}}],"credit":9}""");
            string reply = await client.ReceiveAsync();
            while (reply.Contains("$/stream", StringComparison.Ordinal))
            {
                reply = await client.ReceiveAsync();
            }

            AssertTellsNothing(reply, number);
        }
    }

    [Fact]
    public async Task Notification_is_answered_by_nothing_whatever_a_method_throws()
    {
        await using HubHost host = await HubHost.StartAsync<SecretsHub>();
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        for (int number = 0; number < SecretExceptions.All.Count; number++)
        {
            await client.SendAsync($$"""{"jsonrpc":"2.0","method":"throwSilently","params":[{{number}}]}""");
        }

        await client.AssertSilentAndAliveAsync();
    }

    [Fact]
    public async Task Logs_bear_no_payload_and_no_raw_control_character_of_a_peer()
    {
        // As escapes in JSON they get past the reader, and would begin a line of their own in a log.
        const string Evil = "PAYLOAD\\n\\u001b[31mfake\\u2028";
        var log = new RecordingLog();
        await using HubHost host = await HubHost.StartAsync<SecretsHub>(
            static options => options.PlainClientsAnswer = true,
            services: services => services.AddLogging(
                logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.None).AddProvider(log)));
        await using RawClient client = await RawClient.ConnectAsync(host.Address);
        string[] messages =
        [
            """{"jsonrpc":"2.0","id":1,"method":"EVIL"}""",
            """{"jsonrpc":"2.0","method":"EVIL","params":[]}""",
            """{"jsonrpc":"2.0","id":"EVIL","method":"count","params":[{"EVIL":"EVIL"}]}""",
            """{"jsonrpc":"2.0","method":"tally","params":[{"EVIL":"EVIL"}]}""",
            """{"jsonrpc":"2.0","method":"tally","params":{"EVIL":1}}""",
            """{"jsonrpc":"2.0","id":2,"method":"echo","params":["EVIL"]}""",
            """{"EVIL":1}""",
            """{"jsonrpc":"2.0","method":"$/progress","params":{"token":"EVIL","value":1}}""",
            """{"jsonrpc":"2.0","id":3,"method":"ask"}""",
            """{"jsonrpc":"2.0","id":-1,"error":{"code":1,"message":"EVIL"}}""",
        ];
        foreach (string message in messages)
        {
            await client.SendAsync(message.Replace("EVIL", Evil, StringComparison.Ordinal));
        }

        await client.SendAsync("""{"jsonrpc":"2.0","id":4,"method":"ask"}""");
        await client.SendAsync("""{"jsonrpc":"2.0","id":"end","method":"echo","params":["end"]}""");
        while (!(await client.ReceiveAsync()).Contains("\"end\"", StringComparison.Ordinal))
        {
        }

        await client.CloseAsync((WebSocketCloseStatus)4321, "FAREWELL\n\u001b[31mfake");
        await log.WaitForAsync("is disconnected", "FAREWELL");

        Assert.All(log.Lines, static line => Assert.DoesNotContain("PAYLOAD", line, StringComparison.Ordinal));
        Assert.All(log.Lines, static line => Assert.DoesNotContain("FAREWELL\n", line, StringComparison.Ordinal));
        Assert.All(log.Lines, static line => Assert.DoesNotContain(line.ToCharArray(), static c => c is '\u001b' or '\u2028'));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task Start_is_warned_of_detailed_errors_outside_development(string environment, bool warned)
    {
        var log = new RecordingLog();
        await using HubHost host = await HubHost.StartAsync<SecretsHub>(
            static options => options.DetailedErrors = true,
            services: services =>
            {
                services.AddLogging(logging => logging.AddProvider(log));
                services.AddSingleton<IHostEnvironment>(new NamedEnvironment(environment));
            });

        Assert.Equal(warned, log.Lines.Any(static line => line.Contains("DetailedErrors is on", StringComparison.Ordinal)));
    }

    private static void AssertTellsNothing(string reply, int number)
    {
        Assert.Contains("\"code\":-32603,\"message\":\"Internal error\"", reply, StringComparison.Ordinal);
        Assert.Matches("\"traceId\":\"[0-9a-f]{32}\"", reply);
        Assert.All(
            SecretExceptions.Forbidden(number), word => Assert.DoesNotContain(word, reply, StringComparison.OrdinalIgnoreCase));
    }
}
