using System;
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

    // One for each finding and way of calling, so that analyzers have something to trip over.
    private const string Usage = """
        using System.Text.Json.Serialization;
        [RpcHub(JsonContext = typeof(Json))] public interface IUsed { Task<object?> A(Dictionary<string, Demo.Note> x, params int[] y); }
        [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)]
        [JsonSerializable(typeof(Demo.Note))] internal partial class Json : JsonSerializerContext { }
        namespace Ws.Rpc.AspNetCore { public interface IRpcClients<T> { T All { get; } T Client(string id); } }
        public class Program
        {
            public async Task Run(RpcClient client, Ws.Rpc.AspNetCore.IRpcClients<Demo.IBack> clients)
            {
                _ = client.GetHub<IUsed>().A([], 1, 2); client?.GetHub<string>();
                var all = clients.All; await all.NotedAsync(new("x")); clients?.All?.NotedAsync(null!);
            }
        }
        """;

    [Fact]
    public void Neither_fails_when_any_tokens_are_missing()
    {
        Random random = new(20261122);
        CSharpCompilation compilation = Harness.Compile(Source, Usage);
        GeneratorDriver driver = Harness.Driver();
        for (int round = 0; round < 150; round++)
        {
            CSharpCompilation broken = compilation;
            foreach (SyntaxTree tree in compilation.SyntaxTrees.Skip(1))
            {
                string text = string.Concat(tree.GetRoot().DescendantTokens()
                    .Where(_ => random.Next(25) > 0).Select(token => token.ToFullString()));
                broken = broken.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, Harness.Language, tree.FilePath));
            }

            driver = driver.RunGenerators(broken);
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            Harness.ReportAll(broken);
        }
    }

    [Fact]
    public void Neither_fails_on_any_prefix_of_the_use_of_a_contract()
    {
        CSharpCompilation compilation = Harness.Compile(Source, Usage);
        SyntaxTree tree = compilation.SyntaxTrees[2];
        for (int length = 0; length < Usage.Length; length += 7)
        {
            SyntaxTree prefix = CSharpSyntaxTree.ParseText(Usage[..length], Harness.Language, tree.FilePath);
            CSharpCompilation broken = compilation.ReplaceSyntaxTree(tree, prefix);
            Assert.Null(Harness.Driver().RunGenerators(broken).GetRunResult().Results.Single().Exception);
            Harness.ReportAll(broken);
        }
    }

    [Theory]
    [InlineData("System.Runtime")]
    [InlineData("System.Text.Json")]
    [InlineData("System.Collections")]
    [InlineData("Ws.Rpc")]
    [InlineData("")]
    public void Neither_fails_when_a_reference_is_missing(string assembly)
    {
        CSharpCompilation compilation = Harness.Compile(Source, Usage);
        CSharpCompilation broken = compilation.WithReferences(compilation.References.Where(reference =>
            assembly.Length > 0
            && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol { Name: var name } && name != assembly));
        Assert.True(broken.References.Count() < compilation.References.Count());
        Assert.Null(Harness.Driver().RunGenerators(broken).GetRunResult().Results.Single().Exception);
        Harness.ReportAll(broken);
    }

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
                Harness.ReportAll(compilation);
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
