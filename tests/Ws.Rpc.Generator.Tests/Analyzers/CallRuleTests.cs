using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of calls on proxies.</summary>
public sealed class CallRuleTests
{
    // The server's package is not referenced here; the analyzer knows the interface by its name.
    private const string Server = """
        namespace Ws.Rpc.AspNetCore
        {
            public interface IRpcClients<T>
            {
                T Caller { get; }
                T Others { get; }
                T All { get; }
                T AllExcept(IEnumerable<string> ids);
                T Client(string id);
                T Clients(IEnumerable<string> ids);
            }
        }
        """;

    private const string Contracts = """
        [RpcHub] public interface IHub { ValueTask SetAsync(); Task<int> GetAsync(); void Told(); }
        [RpcCallback]
        public interface IBack
        {
            ValueTask ToldAsync();
            ValueTask<bool> AskAsync();
            [RpcMethod(Acknowledged = true)] Task ConfirmAsync();
        }
        public class Hub : IHub
        {
            public async ValueTask SetAsync() { await Task.Yield(); }
            public Task<int> GetAsync() => Task.FromResult(1);
            public void Told() { }
        }
        """;

    [Theory]
    [InlineData("hub.SetAsync();", "WSRPC032 'SetAsync'")]
    [InlineData("hub?.GetAsync();", "WSRPC032 'GetAsync'")]
    [InlineData("_ = hub.GetAsync();", "WSRPC032 'GetAsync'")]
    [InlineData("Action later = () => hub.SetAsync();", "WSRPC032 'SetAsync'")]
    [InlineData("back.ToldAsync();", "WSRPC032 'ToldAsync'")]
    [InlineData("hub.Told();")]
    [InlineData("await hub.SetAsync();")]
    [InlineData("_ = await hub.GetAsync();")]
    [InlineData("Task<int> task = hub.GetAsync(); await task;")]
    [InlineData("Func<Task> later = () => hub.GetAsync(); await later();")]
    [InlineData("new Hub().SetAsync(); _ = Task.Delay(1);")]
    public void A_call_is_observed(string statements, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.DiagnoseOnly(
            "WSRPC032",
            $"public class Program {{ public async Task Run(IHub hub, IBack back) {{ {statements} await Task.Yield(); }} }}",
            Contracts));

    [Theory]
    [InlineData("await clients.All.AskAsync();", "WSRPC033 'AskAsync'")]
    [InlineData("await clients.Others.ConfirmAsync();", "WSRPC033 'ConfirmAsync'")]
    [InlineData("await clients.AllExcept([]).AskAsync();", "WSRPC033 'AskAsync'")]
    [InlineData("await (clients.Clients([])).AskAsync();", "WSRPC033 'AskAsync'")]
    [InlineData("await clients.All!.AskAsync();", "WSRPC033 'AskAsync'")]
    [InlineData("Task? task = clients.All?.ConfirmAsync();", "WSRPC033 'ConfirmAsync'")]
    [InlineData("IBack all = clients.All; await all.AskAsync();", "WSRPC033 'AskAsync'")]
    [InlineData("var all = clients.Others; Func<Task> f = () => all.ConfirmAsync();", "WSRPC033 'ConfirmAsync'")]
    [InlineData("await clients.All.ToldAsync();")]
    [InlineData("await clients.Caller.AskAsync();")]
    [InlineData("await clients.Client(\"1\").ConfirmAsync();")]
    [InlineData("IBack one = clients.Caller; await one.AskAsync();")]
    [InlineData("IBack one = clients.All; one = clients.Caller; await one.AskAsync();")]
    [InlineData("IBack one = clients.All; Replace(ref one); await one.AskAsync();")]
    [InlineData("await own.All.AskAsync();")]
    public void Many_clients_are_not_asked(string statements, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.Diagnose(
            $$"""
            global using Ws.Rpc.AspNetCore;
            public class Own { public IBack All => null!; }
            public class Program
            {
                public async Task Run(IRpcClients<IBack> clients, Own own) { {{statements}} await Task.Yield(); }
                public void Replace(ref IBack back) { }
            }
            """,
            Contracts,
            Server));
}
