using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said where a type is used as a contract.</summary>
public sealed class UsageRuleTests
{
    // The server's package is not referenced here; the analyzer knows the method by the name of its class.
    private const string Server = """
        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class App;
            public static class WsRpcEndpointRouteBuilderExtensions
            {
                public static void MapRpcHub<THub>(this App app, string pattern) where THub : class { }
            }
        }
        """;

    private const string Contracts = """
        [RpcHub] public interface IHub { }
        [RpcCallback] public interface IBack { }
        public interface IPlain { }
        public class Hub : IHub { }
        public class Derived : Hub { }
        public class Back : IBack { }
        """;

    [Theory]
    [InlineData("client.GetHub<IPlain>()", "WSRPC030 'IPlain'")]
    [InlineData("client.GetHub<IBack>()", "WSRPC030 'IBack'")]
    [InlineData("client.GetHub<Hub>()", "WSRPC030 'Hub'")]
    [InlineData("client?.GetHub<List<int>>()", "WSRPC030 'List<int>'")]
    [InlineData("client.Handle<IPlain>(null!)", "WSRPC030 'IPlain'")]
    [InlineData("client.Handle<IHub>(new Hub())", "WSRPC030 'IHub'")]
    [InlineData("client.Handle(new Back())", "WSRPC030 'Handle'")]
    [InlineData("client.GetHub<IHub>()")]
    [InlineData("client.Handle<IBack>(new Back())")]
    [InlineData("client.Handle((IBack)new Back())")]
    [InlineData("client.GetHub<T>()")]
    [InlineData("new Other().GetHub<IPlain>()")]
    public void A_client_takes_contracts(string call, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.Diagnose(
            Contracts,
            $"public class Program {{ public void Run<T>(RpcClient client) where T : class => _ = {call}; }}",
            "public class Other { public T GetHub<T>() => default!; }"));

    [Theory]
    [InlineData("client.GetHub<IFar>()", "WSRPC031 'IFar'")]
    [InlineData("client.Handle<IFarBack>(null!)", "WSRPC031 'IFarBack'")]
    [InlineData("app.MapRpcHub<FarHub>(\"/\")", "WSRPC031 'FarHub'")]
    [InlineData("client.GetHub<IHub>()")]
    [InlineData("app.MapRpcHub<Hub>(\"/\")")]
    public void A_contract_of_another_assembly_brings_what_was_generated(string call, params string[] diagnostics)
    {
        Compilation far = Harness.Compile("[RpcHub] public interface IFar { } [RpcCallback] public interface IFarBack { }")
            .WithAssemblyName("Far");
        string program = "using Microsoft.AspNetCore.Builder; public class FarHub : IFar { }"
            + $" public class Program {{ public void Run(RpcClient client, App app) {{ {call}; }} }}";
        CSharpCompilation compilation = Harness.Compile(Contracts, program, Server);
        Assert.Equal(diagnostics, Harness.Lines(Harness.Report(compilation.AddReferences(Harness.Library(far)))));

        Harness.Generate(far, out Compilation generated);
        Assert.Empty(Harness.Report(compilation.AddReferences(Harness.Library(generated))));
    }

    [Theory]
    [InlineData("app.MapRpcHub<Back>(\"/\")", "WSRPC030 'Back'")]
    [InlineData("app.MapRpcHub<IHub>(\"/\")", "WSRPC030 'IHub'")]
    [InlineData("WsRpcEndpointRouteBuilderExtensions.MapRpcHub<string>(app, \"/\")", "WSRPC030 'string'")]
    [InlineData("app.MapRpcHub<Hub>(\"/\")")]
    [InlineData("app.MapRpcHub<Derived>(\"/\")")]
    public void A_server_takes_classes_that_implement_contracts(string call, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.Diagnose(
            Contracts,
            $"using Microsoft.AspNetCore.Builder; public class Program {{ public void Run(App app) => {call}; }}",
            Server));
}
