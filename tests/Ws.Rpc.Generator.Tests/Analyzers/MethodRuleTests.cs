using System.Linq;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of the methods of a contract.</summary>
public sealed class MethodRuleTests
{
    [Theory]
    [InlineData("int Get();", "WSRPC003 'int'")]
    [InlineData("ref int Get();", "WSRPC003 'ref int'")]
    [InlineData("object Get();", "WSRPC003 'object'")]
    [InlineData("IAsyncEnumerable<IAsyncEnumerable<int>> List();", "WSRPC003 'IAsyncEnumerable<IAsyncEnumerable<int>>'")]
    [InlineData("Task<IAsyncEnumerable<int>> List();", "WSRPC003 'Task<IAsyncEnumerable<int>>'")]
    [InlineData("Task<T> Get<T>();", "WSRPC005 'Get'")]
    [InlineData("int Get<T>(ref T x);", "WSRPC005 'Get'")]
    [InlineData("Task Set(ref int x);", "WSRPC006 'x'")]
    [InlineData("Task Set(out int x);", "WSRPC006 'x'")]
    [InlineData("Task Set(in int x);", "WSRPC006 'x'")]
    [InlineData("Task Set(ref readonly int x);", "WSRPC006 'x'")]
    [InlineData("Task Set(Span<int> x);", "WSRPC006 'x'")]
    [InlineData("Task Set(params ReadOnlySpan<int> x);", "WSRPC006 'x'")]
    [InlineData("unsafe Task Set(int* x);", "WSRPC006 'x'")]
    [InlineData("unsafe Task Set(delegate*<void> x);", "WSRPC006 'x'")]
    [InlineData("Task Set(int y, __arglist);", "WSRPC006 'Set'")]
    [InlineData("Task Set(IAsyncEnumerable<IAsyncEnumerable<int>> x);", "WSRPC006 'x'")]
    [InlineData("void Set(IAsyncEnumerable<int> x);", "WSRPC013 'x'")]
    [InlineData("void Set(int y, IAsyncEnumerable<int> x, CancellationToken z);", "WSRPC013 'x'")]
    [InlineData("Task Set(ref IProgress<int> x, int y);", "WSRPC006 'x'")]
    [InlineData("void Set(int y, IProgress<int> x);", "WSRPC013 'x'")]
    [InlineData("void Set(IProgress<int>? x, CancellationToken y);", "WSRPC013 'x'")]
    [InlineData("Task Set(CancellationToken x, CancellationToken y);", "WSRPC008 'y'")]
    [InlineData("void Set(CancellationToken x, CancellationToken y);", "WSRPC013 'x'")]
    [InlineData("Task Set(CancellationToken x, int y);", "WSRPC009 'x'")]
    [InlineData("Task Set(CancellationToken x, int y, params int[] z);", "WSRPC009 'x'")]
    [InlineData("void Set(CancellationToken x);", "WSRPC013 'x'")]
    [InlineData("void Set(CancellationToken x, int y);", "WSRPC013 'x'")]
    [InlineData("[RpcMethod(Acknowledged = true)] void Set();", "WSRPC017 'void'")]
    public void A_method_of_a_hub_is_refused_when_it_breaks_a_rule(string method, params string[] diagnostics) =>
        Assert.Equal(diagnostics.Order(), Harness.Diagnose($"[RpcHub] public interface IHub {{ {method} }}").Order());

    [Theory]
    [InlineData("void A(int x);")]
    [InlineData("Task A(CancellationToken x); ValueTask B(); Task<int> C(); ValueTask<int[]?> D(CancellationToken x = default);")]
    [InlineData("Task A(int x, CancellationToken y, params int[] z);")]
    [InlineData("IAsyncEnumerable<int> A(IAsyncEnumerable<string> x, IAsyncEnumerable<int?>? y = null, CancellationToken z = default);")]
    [InlineData("Task A(Memory<byte> z, CancellationToken? w);")]
    [InlineData("Task A(IProgress<int> x, int y, IProgress<int>? z = null, CancellationToken w = default);")]
    public void A_method_of_a_hub_is_accepted_when_it_breaks_none(string methods) =>
        Assert.Empty(Harness.Diagnose($"[RpcHub] public interface IHub {{ {methods} }}"));

    [Theory]
    [InlineData("ValueTask Told(CancellationToken x);", "WSRPC013 'x'")]
    [InlineData("Task Told(int y, CancellationToken x);", "WSRPC013 'x'")]
    [InlineData("Task Told(IProgress<int>? x);", "WSRPC013 'x'")]
    [InlineData("[RpcMethod(Acknowledged = true)] Task Told(IProgress<int> x);")]
    [InlineData("[RpcMethod(Acknowledged = true)] void Told(CancellationToken x);", "WSRPC017 'void'", "WSRPC013 'x'")]
    [InlineData("[RpcMethod(Acknowledged = true)] Task Told(CancellationToken x);")]
    [InlineData("ValueTask Told(IAsyncEnumerable<int> x);", "WSRPC013 'x'")]
    [InlineData("[RpcMethod(Acknowledged = true)] Task Told(IAsyncEnumerable<int> x);")]
    [InlineData("IAsyncEnumerable<int> Told(CancellationToken x);")]
    [InlineData("Task<int> Ask(CancellationToken x);")]
    public void A_notification_of_a_callback_takes_no_token(string method, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose($"[RpcCallback] public interface IBack {{ {method} }}"));

    [Theory]
    [InlineData("Task Set(int x);", "WSRPC010 'Set'")]
    [InlineData("Task<int> Get(); ValueTask<int> Find(CancellationToken x);", "WSRPC010 'Get'")]
    [InlineData("ValueTask Get(CancellationToken x); void Told();")]
    [InlineData("int Get();")]
    public void A_request_of_a_hub_can_be_cancelled(string methods, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.DiagnoseOnly("WSRPC010", $"[RpcHub] public interface IHub {{ {methods} }}"));

    [Theory]
    [InlineData("Task Told(); void Also();")]
    [InlineData("[RpcMethod(Acknowledged = true)] Task Told();", "WSRPC010 'Told'")]
    [InlineData("Task<int> Ask();", "WSRPC010 'Ask'")]
    public void A_request_of_a_callback_can_be_cancelled(string methods, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.DiagnoseOnly("WSRPC010", $"[RpcCallback] public interface IBack {{ {methods} }}"));

    [Theory]
    [InlineData("[Optional] object x", "WSRPC016 'x'")]
    [InlineData("[Optional] dynamic x", "WSRPC016 'x'")]
    [InlineData("[Optional, System.Runtime.CompilerServices.IUnknownConstant] object x", "WSRPC016 'x'")]
    [InlineData("object? x = null")]
    [InlineData("[Optional] int x")]
    [InlineData("[Optional, DefaultParameterValue(5)] int x")]
    [InlineData("[Optional, System.Runtime.CompilerServices.DateTimeConstant(1L)] DateTime x")]
    public void A_default_value_is_reproduced(string parameter, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.DiagnoseOnly(
            "WSRPC016",
            $"using System.Runtime.InteropServices; [RpcHub] public interface IHub {{ void Set({parameter}); }}"));

    [Fact]
    public void An_argument_whose_default_cannot_be_reproduced_is_required()
    {
        string file = Assert.Single(Harness.Generate(Harness.Compile(
            "[RpcHub] public interface IHub { void Set([System.Runtime.InteropServices.Optional] object x); }"))).Value;
        Assert.Equal(
            file,
            Assert.Single(Harness.Generate(Harness.Compile("[RpcHub] public interface IHub { void Set(object x); }"))).Value);
    }

    [Fact]
    public void A_method_sends_at_most_64_arguments()
    {
        Assert.Empty(Harness.Diagnose(WithParameters(64)));
        Assert.Equal(["WSRPC006 'p64'"], Harness.Diagnose(WithParameters(65)));
        Assert.Equal(["WSRPC006 'p64'"], Harness.Diagnose(WithParameters(70)));
    }

    [Theory]
    [InlineData("[RpcMethod(\"\")] void A();", "WSRPC011 '\"\"'")]
    [InlineData("[RpcMethod(\"rpc.x\", Acknowledged = true)] Task A();", "WSRPC011 '\"rpc.x\"'")]
    [InlineData("[RpcMethod(\"$/x\")] void A();", "WSRPC011 '\"$/x\"'")]
    [InlineData("[RpcMethod(\"a\\tb\")] void A();", "WSRPC011 '\"a\\tb\"'")]
    [InlineData("[RpcMethod(\"\\ud800\")] void A();", "WSRPC011 '\"\\ud800\"'")]
    [InlineData("[RpcMethod(\"\\ud83d\\ude00.rpc.x\")] void A();")]
    [InlineData("void A(int x); void A(string x);", "WSRPC007 'A'")]
    [InlineData("void A(); Task AAsync();", "WSRPC007 'AAsync'")]
    [InlineData("void A(); [RpcMethod(\"a\")] void B();", "WSRPC007 '\"a\"'")]
    [InlineData("void A(); [RpcMethod(\"A\")] void B(); void A(int x); void A(long x);", "WSRPC007 'A'", "WSRPC007 'A'")]
    [InlineData("[RpcMethod(Acknowledged = true)] Task A(); void AAsync();", "WSRPC007 'AAsync'")]
    public void A_wire_name_is_refused_when_it_is_wrong_or_taken(string methods, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose($"[RpcHub] public interface IHub {{ {methods} }}"));

    [Fact]
    public void A_wire_name_has_at_most_128_bytes()
    {
        string name = new('ä', 64);
        Assert.Empty(Harness.Diagnose($"[RpcHub] public interface IHub {{ [RpcMethod(\"{name}\")] void A(); }}"));
        Assert.Single(Harness.Diagnose($"[RpcHub] public interface IHub {{ [RpcMethod(\"{name}x\")] void A(); }}"));
    }

    [Theory]
    [InlineData("rpc.", "WSRPC011 '\"rpc.\"'")]
    [InlineData("$/", "WSRPC011 '\"$/\"'")]
    [InlineData("rp", "WSRPC011 '\"c.x\"'")]
    public void A_prefix_is_judged_with_the_name(string prefix, string diagnostic) => Assert.Equal(
        [diagnostic],
        Harness.Diagnose($"[RpcHub(Prefix = \"{prefix}\")] public interface I {{ [RpcMethod(\"c.x\")] void A(); void B(); }}"));

    [Theory]
    [InlineData("Task A(int x)", "Task A(int x)")]
    [InlineData("Task A(int x)", "Task A(int y)", "WSRPC007 'IHub'")]
    [InlineData("Task A(int x)", "Task A(int x = 1)", "WSRPC007 'IHub'")]
    [InlineData("Task A(int x)", "ValueTask A(int x)", "WSRPC007 'IHub'")]
    [InlineData("Task A(string x)", "Task A(string? x)", "WSRPC007 'IHub'")]
    [InlineData("Task A(int[] x)", "Task A(params int[] x)", "WSRPC007 'IHub'")]
    public void Bases_may_share_a_method_when_they_agree_in_all(string left, string right, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose(
            $"public interface IA {{ {left}; }} public interface IB {{ {right}; }}",
            "[RpcHub] public interface IHub : IA, IB { }"));

    private static string WithParameters(int count)
    {
        string parameters = string.Join(", ", Enumerable.Range(0, count).Select(i => $"int p{i}"));
        return $"[RpcHub] public interface IHub {{ Task A({parameters}, CancellationToken t); }}";
    }
}
