using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of a contract, its mark and the members it may not have.</summary>
public sealed class ContractRuleTests
{
    [Theory]
    [InlineData("[RpcHub] public interface IHub<T> { }", "WSRPC001 'IHub'")]
    [InlineData("public class C<T> { [RpcCallback] public interface IBack { } }", "WSRPC001 'IBack'")]
    [InlineData("public class C { [RpcHub] private interface IHub { } }", "WSRPC002 'IHub'")]
    [InlineData("public class C { [RpcHub] protected interface IHub { } }", "WSRPC002 'IHub'")]
    [InlineData("class C { private class D { [RpcHub] public interface IHub { } } }", "WSRPC002 'IHub'")]
    [InlineData("[RpcHub] file interface IHub { }", "WSRPC002 'IHub'")]
    [InlineData("[RpcHub] public interface IHub { protected void Hidden(); }", "WSRPC002 'Hidden'")]
    [InlineData("[RpcHub] public interface IHub { int Number { get; } }", "WSRPC004 'Number'")]
    [InlineData("[RpcHub] public interface IHub { int this[int i] { get; set; } }", "WSRPC004 'this'")]
    [InlineData("[RpcHub] public interface IHub { event Action Changed; }", "WSRPC004 'Changed'")]
    [InlineData("[RpcHub] public interface IHub { static abstract void Make(); }", "WSRPC004 'Make'")]
    [InlineData("[RpcHub] public interface IHub { void Local() { } }", "WSRPC012 'Local'")]
    [InlineData("[RpcHub] public interface IHub { int Number => 1; }", "WSRPC012 'Number'")]
    [InlineData("[RpcHub, RpcCallback] public interface IBoth { int Add(); }", "WSRPC014 'IBoth'", "WSRPC003 'int'")]
    [InlineData("[RpcHub(Prefix = \"x\", Callback = typeof(Action))] public interface IHub { }", "WSRPC015 'typeof(Action)'")]
    [InlineData("[RpcHub(Callback = typeof(string))] public interface IHub { }", "WSRPC015 'typeof(string)'")]
    [InlineData("[RpcHub(Callback = typeof(IHub))] public interface IHub { }", "WSRPC015 'typeof(IHub)'")]
    public void A_contract_is_refused_when_it_breaks_a_rule(string source, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose(source));

    [Theory]
    [InlineData("public interface IPlain<T> { int Number { get; } }")]
    [InlineData("[RpcHub] internal interface IHub { internal void Told(); }")]
    [InlineData("public class C { [RpcHub] protected internal interface IHub { void Told(); } }")]
    [InlineData("[RpcHub] public interface IHub { const int X = 1; static int Y => X; static void Z() { } enum E { A } }")]
    [InlineData("[RpcHub] public interface IHub { sealed void Local() { } private void Own() { } sealed int Number => 1; }")]
    [InlineData("[RpcCallback] public interface IBack { } [RpcHub(Callback = typeof(IBack))] public interface IHub { }")]
    [InlineData("[RpcHub(Callback = null)] public interface IHub { }")]
    public void A_contract_is_accepted_when_it_breaks_none(string source) => Assert.Empty(Harness.Diagnose(source));

    [Fact]
    public void A_base_is_reported_at_the_contract_that_inherits_it()
    {
        Diagnostic diagnostic = Assert.Single(Harness.Report(Harness.Compile(
            "public interface IBase { int Get(); }", "[RpcHub] public interface IHub : IBase { }")));
        Assert.Equal("/sample/2.cs", diagnostic.Location.SourceTree?.FilePath);
        Assert.Equal("/sample/1.cs", Assert.Single(diagnostic.AdditionalLocations).SourceTree?.FilePath);
    }

    [Fact]
    public void A_base_that_is_a_contract_is_reported_once() => Assert.Equal(
        ["WSRPC003 'int'"],
        Harness.Diagnose("[RpcHub] public interface IBase { int Get(); } [RpcHub] public interface IHub : IBase { }"));

    [Fact]
    public void A_base_in_metadata_is_reported_at_the_contract() => Assert.Equal(
        ["WSRPC003 'IHub'"], Harness.Diagnose("[RpcHub] public interface IHub : System.ICloneable { }"));

    [Fact]
    public void Every_mistake_of_a_contract_is_reported() => Assert.Equal(
        ["WSRPC003 'int'", "WSRPC004 'P'", "WSRPC005 'C'", "WSRPC006 'y'"],
        Harness.Diagnose("[RpcHub] public interface IHub { int A(); int P { get; } Task C<T>(ref T x); Task D(ref int y); }"));

    [Fact]
    public void A_message_names_what_is_wrong() => Assert.Equal(
        "RPC contract 'IHub' may only contain methods; 'Number' is a property",
        Harness.Report(Harness.Compile("[RpcHub] public interface IHub { int Number { get; } }")).Single()
            .GetMessage(CultureInfo.InvariantCulture));
}
