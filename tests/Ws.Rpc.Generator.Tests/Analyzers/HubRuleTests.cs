using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of a class that serves several contracts.</summary>
public sealed class HubRuleTests
{
    // The server's package is not referenced here; the analyzer knows the class by its name.
    private const string Server = """
        namespace Ws.Rpc.AspNetCore
        {
            public abstract class RpcHub { }
            public abstract class RpcHub<T> : RpcHub { }
        }
        """;

    private const string Contracts = """
        global using Ws.Rpc.AspNetCore;
        public interface IBase { Task SharedAsync(); }
        [RpcHub] public interface IOne : IBase { Task OneAsync(); }
        [RpcHub] public interface ITwo { Task TwoAsync(); void One(); }
        [RpcHub(Prefix = "x.")] public interface IPrefixed { void One(); }
        [RpcHub] public interface IMore : IOne { Task MoreAsync(); }
        [RpcHub] public interface IAlso : IBase { Task AlsoAsync(); }
        [RpcCallback] public interface IBack { void One(); }
        """;

    [Theory]
    [InlineData("public abstract class Hub : RpcHub, IOne, ITwo { }", "WSRPC018 'Hub'")]
    [InlineData("public abstract class Hub : RpcHub<IBack>, ITwo, IMore { }", "WSRPC018 'Hub'")]
    [InlineData("public abstract class Hub : RpcHub, IOne, IAlso { }", "WSRPC018 'Hub'")]
    [InlineData("public abstract class A : RpcHub, IOne { } public abstract class Hub : A, ITwo { }", "WSRPC018 'Hub'")]
    [InlineData("public abstract class Hub : RpcHub, IOne, ITwo { } public abstract class B : Hub { }", "WSRPC018 'Hub'")]
    [InlineData("public abstract class Hub : RpcHub, IOne, IMore { }")]
    [InlineData("public abstract class Hub : RpcHub, IOne, IPrefixed, IBack { }")]
    [InlineData("public abstract class Double : IOne, ITwo { }")]
    public void The_contracts_of_a_hub_differ_on_the_wire(string source, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose(source, Contracts, Server));
}
