using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Ws.Rpc.AspNetCore;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of calls on proxies.</summary>
public sealed class CallRuleTests
{
    // Without a reference to the server's package: the analyzer knows the interface by its name.
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

    private static readonly MetadataReference[] s_server =
        [.. new[] { typeof(RpcHub), typeof(HttpContext) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))];

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

    // The names are what the analyzer knows: of the true interfaces each member says whether it is many.
    [Theory]
    [InlineData("All", true)]
    [InlineData("AllExcept([\"1\"])", true)]
    [InlineData("Clients([\"1\"])", true)]
    [InlineData("User(\"ann\")", true)]
    [InlineData("Users([\"ann\"])", true)]
    [InlineData("Room(\"red\")", true)]
    [InlineData("Rooms([\"red\"])", true)]
    [InlineData("Others", true)]
    [InlineData("OthersInRoom(\"red\")", true)]
    [InlineData("Caller", false)]
    [InlineData("Client(\"1\")", false)]
    public void Many_clients_of_a_hub_are_not_asked(string choice, bool isMany)
    {
        string[] expected = isMany ? ["WSRPC033 'ConfirmAsync'"] : [];

        Assert.Equal(expected, DiagnoseHub($"await Clients.{choice}.ConfirmAsync();"));
        Assert.Equal(expected, DiagnoseHub($"IBack back = Clients.{choice}; await back.ConfirmAsync();"));
    }

    [Fact]
    public void Every_choice_of_clients_is_tested() => Assert.Equal(
        typeof(IRpcClients<>).GetMethods().Concat(typeof(IRpcCallerClients<>).GetMethods())
            .Select(method => method.IsSpecialName ? method.Name["get_".Length..] : method.Name).Order(),
        typeof(CallRuleTests).GetMethod(nameof(Many_clients_of_a_hub_are_not_asked))!.GetCustomAttributes<InlineDataAttribute>()
            .Select(data => ((string)data.GetData(null!).Single()[0]!).Split('(')[0]).Order());

    [Theory]
    [InlineData("AskAsync(c => c.GetAsync(), wait)")]
    [InlineData("AskAsync(c => c.ConfirmAsync(), wait)")]
    [InlineData("AskAsync(c => c.TryAsync(), wait)")]
    [InlineData("AskAsync(c => { return c.GetAsync(); }, wait)")]
    [InlineData("AskAsync(async c => await c.GetAsync() + await c.TryAsync(), wait)")]
    [InlineData("AskAsync(async c => await c.ConfirmAsync(), wait)")]
    [InlineData("AskAsync(async c => { await c.GetAsync(); }, wait)")]
    [InlineData("AskAsync(c => Clients.Caller.GetAsync(), wait)")]
    [InlineData("AskAsync(c => Clients.All.GetAsync(), wait)", "WSRPC033 'GetAsync'")]
    public void One_of_many_clients_is_asked_by_a_function(string ask, params string[] diagnostics)
    {
        foreach (string choice in new[] { "All", "Others", "Room(\"red\")", "Caller" })
        {
            Assert.Equal(
                diagnostics,
                DiagnoseHub($"TimeSpan wait = default; await foreach (RpcAnswer answer in Clients.{choice}.{ask}) {{ }}"));
        }
    }

    [Theory]
    [InlineData("c => c.GetAsync()", "RpcAnswer<int>")]
    [InlineData("c => c.TryAsync()", "RpcAnswer<int>")]
    [InlineData("c => Task.FromResult(1)", "RpcAnswer<int>")]
    [InlineData("c => c.ConfirmAsync()", "RpcAnswer")]
    [InlineData("c => Task.CompletedTask", "RpcAnswer")]
    [InlineData("async c => await c.GetAsync()", "RpcAnswer<int>")]
    [InlineData("async c => { await c.GetAsync(); return 1; }", "RpcAnswer<int>")]
    [InlineData("async c => await c.ConfirmAsync()", "RpcAnswer")]
    [InlineData("async c => { await c.ConfirmAsync(); }", "RpcAnswer")]
    public void Answers_have_the_result_of_what_asks(string ask, string answer) => Assert.Empty(DiagnoseHub(
        $"List<IAsyncEnumerable<{answer}>> exactly = [];"
        + $"var answers = Clients.All.AskAsync({ask}, TimeSpan.MaxValue); exactly.Add(answers); answers = exactly[0];"));

    private static IReadOnlyList<string> DiagnoseHub(string statements)
    {
        CSharpCompilation compilation = Harness.Compile(
            $$"""
            global using Ws.Rpc.AspNetCore;
            [RpcHub(Callback = typeof(IBack))] public interface IHub { ValueTask RunAsync(); }
            [RpcCallback]
            public interface IBack
            {
                ValueTask<int> GetAsync();
                Task<int> TryAsync();
                [RpcMethod(Acknowledged = true)] ValueTask ConfirmAsync();
            }
            public class Hub : RpcHub<IBack>, IHub
            {
                public async ValueTask RunAsync() { {{statements}} await Task.Yield(); }
            }
            """)
            .AddReferences(s_server);
        Assert.Empty(Harness.Errors(compilation));
        return Harness.Lines(Harness.Report(compilation));
    }
}
