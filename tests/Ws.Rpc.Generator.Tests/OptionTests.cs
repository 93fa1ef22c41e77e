using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>What a project can ask of the generator by its properties.</summary>
public sealed class OptionTests
{
    private const string Hub = "[RpcHub] public interface IHub { Task<int> GetAsync(int x, CancellationToken t); }";
    private const string Back = "[RpcCallback] public interface IBack { void Told(string text); }";

    [Theory]
    [InlineData("", true, true)]
    [InlineData(",", true, true)]
    [InlineData("client,server", true, true)]
    [InlineData(" Server , CLIENT ", true, true)]
    [InlineData("client", true, false)]
    [InlineData("server", false, true)]
    public void A_side_that_is_not_wanted_is_left_out(string sides, bool client, bool server)
    {
        GeneratorRunResult result = Run(("WsRpcGeneratedSides", sides));
        Assert.Equal((client, server), Halves(result, "IHub"));
        Assert.Equal((server, client), Halves(result, "IBack"));
    }

    [Theory]
    [InlineData("WsRpcGeneratorEnabled", "false")]
    [InlineData("WsRpcGeneratorEnabled", "False")]
    [InlineData("WsRpcGeneratedSides", "nothing")]
    public void Nothing_is_generated_when_no_side_is_wanted(string property, string value) =>
        Assert.Empty(Run((property, value)).GeneratedSources);

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    public void Everything_is_generated_unless_it_is_switched_off(string value) =>
        Assert.Equal(3, Run(("WsRpcGeneratorEnabled", value)).GeneratedSources.Length);

    [Fact]
    public void Contracts_are_not_judged_where_nothing_is_generated()
    {
        CSharpCompilation compilation = Harness.Compile("[RpcHub] public interface IHub { int Get(object x); }");
        Assert.Equal(2, Harness.Report(compilation).Count);
        Assert.Empty(Harness.ReportAll(compilation, ("WsRpcGeneratorEnabled", "false")));
    }

    [Fact]
    public void The_assembly_is_marked_once_and_only_where_something_was_generated()
    {
        CSharpCompilation compilation = Harness.Compile(Hub, Back);
        Harness.Generate(compilation, out Compilation output);
        Assert.Empty(Harness.Errors(output));
        Assert.Single(
            output.Assembly.GetAttributes(), attribute => attribute.AttributeClass?.Name == "RpcGeneratedAttribute");

        Harness.Generate(Harness.Compile("public interface IPlain { }"), out output);
        Assert.Empty(output.Assembly.GetAttributes());
    }

    private static (bool Proxy, bool Dispatcher) Halves(GeneratorRunResult result, string contract)
    {
        string text = result.GeneratedSources
            .Single(source => source.HintName.StartsWith(contract + ".", StringComparison.Ordinal))
            .SourceText.ToString();
        return (Holds("Proxy"), Holds("Dispatcher"));

        bool Holds(string name) => text.Contains($" class {name}(", StringComparison.Ordinal);
    }

    private static GeneratorRunResult Run((string Name, string Value) property)
    {
        GeneratorDriver driver = Harness.Driver()
            .WithUpdatedAnalyzerConfigOptions(new BuildProperties(property))
            .RunGeneratorsAndUpdateCompilation(Harness.Compile(Hub, Back), out Compilation output, out _);
        Assert.Empty(Harness.Errors(output));
        return driver.GetRunResult().Results.Single();
    }
}
