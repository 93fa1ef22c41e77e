using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

public sealed class NeverCrashTests
{
    private const string Source = """
        namespace Demo;
        public record Note(string Text);
        public interface IBase<T> { Task<T> GetAsync(T key); }
        [RpcCallback] public interface IBack { [RpcMethod("n", Acknowledged = true)] ValueTask NotedAsync(Note note); }
        [RpcHub(Prefix = "a.", Callback = typeof(IBack))]
        public interface IHub : IBase<int>
        {
            ValueTask<(int, Note?)> AddAsync(int left = -1, Note[]? notes = null, DayOfWeek day = (DayOfWeek)2);
            Task WaitAsync(string? text = "\u0001", CancellationToken cancellationToken = default);
            void Poke(params dynamic[] values);
            event Action E; int P { get; }
            IAsyncEnumerable<int> List<T>(ref int x, Span<int> y, IProgress<int> z);
        }
        """;

    [Fact]
    public void Neither_generator_nor_analyzer_fails_on_any_prefix_of_a_file()
    {
        CSharpCompilation compilation = Harness.Compile("");
        SyntaxTree tree = compilation.SyntaxTrees[1];
        GeneratorDriver driver = Harness.Driver();
        for (int length = 0; length <= Source.Length; length++)
        {
            SyntaxTree next = CSharpSyntaxTree.ParseText(Source[..length], Harness.Language, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, next);
            tree = next;
            driver = driver.RunGenerators(compilation);
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            if (length % 10 == 0)
            {
                Harness.Report(compilation);
            }
        }
    }

    [Theory]
    [InlineData("[RpcHub] public interface IHub { } [RpcHub] public interface IHub { }")]
    [InlineData("[RpcHub, RpcHub] public interface IHub { }")]
    [InlineData("[RpcHub] public partial interface IHub { Task A(); } [RpcHub] public partial interface IHub { Task B(); }")]
    [InlineData("[RpcHub] public interface IHub : IHub { Task A(); }")]
    [InlineData("[RpcHub(Callback = typeof(No<>), Prefix = null)] public interface IHub { [RpcMethod(null)] Task A(No m); }")]
    [InlineData("[RpcHub(Callback = null, Prefix = 5)] public interface IHub { [RpcMethod(5)] Task A(__arglist); }")]
    [InlineData("[RpcHub] public interface IHub { Task A(); Task A(); Task<int A(); void (int x); }")]
    [InlineData("[RpcHub] public class Hub { } [RpcHub] public enum E { }")]
    [InlineData("[RpcHub] public interface { Task A(); }")]
    public void Neither_fails_on_source_that_does_not_compile(string source)
    {
        CSharpCompilation compilation = Harness.Compile(source);
        Assert.NotEmpty(Harness.Errors(compilation));
        Harness.Generate(compilation);
        Harness.Report(compilation);
    }

    [Fact]
    public void Contracts_whose_names_differ_in_case_only_do_not_collide()
    {
        CSharpCompilation compilation = Harness.Compile(
            "[RpcHub] public interface IFoo { } [RpcHub] public interface Ifoo { }",
            "namespace A { [RpcHub] public interface B_C { } } namespace A_B { [RpcHub] public interface C { } }");
        Assert.Equal(4, Harness.Generate(compilation, out Compilation output).Count);
        Assert.Empty(Harness.Errors(output));
    }

    [Fact]
    public void Nothing_is_generated_when_the_compiler_does_not_know_a_type()
    {
        CSharpCompilation compilation = Harness.Compile("[RpcHub] public interface IHub { Task A(List<Missing> m); }");
        Assert.Empty(Harness.Generate(compilation, out Compilation output));
        Assert.Equal(["CS0246"], Harness.Errors(output).Select(error => error.Id));
        Assert.Empty(Harness.Report(compilation));
    }
}
