using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

public sealed class CallbackRunTests
{
    private const string Callback = """
        [RpcCallback(Prefix = "ui.")]
        public interface ICallback
        {
            void Poked(string text);
            ValueTask NotedAsync(int number);
            Task ToldAsync(string text);
            ValueTask<bool> ConfirmAsync(string question);
            [RpcMethod(Acknowledged = true)] ValueTask FlushAsync();
            [RpcMethod("settle", Acknowledged = true)] Task SettledAsync(string? reason = null);
        }

        public sealed class Client : ICallback
        {
            public static string Log = "";
            public void Poked(string text) => Log += "poked " + text + ";";
            public ValueTask NotedAsync(int number) { Log += "noted " + number + ";"; return default; }
            public Task ToldAsync(string text) { Log += "told " + text + ";"; return Task.CompletedTask; }
            public ValueTask<bool> ConfirmAsync(string question) => new(question.EndsWith('?'));
            public ValueTask FlushAsync() { Log += "flushed;"; return default; }
            public async Task SettledAsync(string? reason) { await Task.Yield(); Log += "settled " + (reason ?? "-"); }
        }

        public static class Driver
        {
            public static async Task<string> RunAsync(ICallback client)
            {
                client.Poked("a");
                await client.NotedAsync(5);
                await client.ToldAsync("b");
                bool confirmed = await client.ConfirmAsync("sure?");
                await client.FlushAsync();
                await client.SettledAsync();
                return Client.Log + " " + confirmed;
            }
        }
        """;

    [Fact]
    public async Task Methods_without_a_result_are_notifications_unless_acknowledged()
    {
        LoadedSample sample = new(Callback, "ICallback", "Client");
        Assert.Equal("poked a;noted 5;told b;flushed;settled - True", await sample.RunAsync());
        Assert.Equal(
            ["!ui.poked[\"a\"]", "!ui.noted[5]", "!ui.told[\"b\"]", "?ui.confirm[\"sure?\"]", "?ui.flush[]", "?ui.settle[null]"],
            sample.Channel.Sent);
    }
}
