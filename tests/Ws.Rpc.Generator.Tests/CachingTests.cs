using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

public sealed class CachingTests
{
    private const string Base = "public interface IBase { Task BaseAsync(); }";
    private const string First = "[RpcHub] public interface IFirst : IBase { Task OneAsync(int x); }";
    private const string Second = "[RpcHub(Callback = typeof(IBack))] public interface ISecond { Task TwoAsync(); }";
    private const string Back = "[RpcCallback] public interface IBack { void Told(string text); }";
    private const string Other = "public class Other { public int Value => 1; }";

    [Fact]
    public void Everything_is_cached_when_an_unrelated_file_changes()
    {
        GeneratorRunResult result = Edit(5, Other.Replace("1", "2", StringComparison.Ordinal));
        Assert.Equal(["Cached", "Cached"], Reasons(result, StepNames.Hubs));
        Assert.Equal(["Cached"], Reasons(result, StepNames.Callbacks));
        Assert.Equal(["Cached", "Cached", "Cached"], Outputs(result));
    }

    [Fact]
    public void Nothing_is_emitted_again_when_only_a_comment_of_a_contract_changes()
    {
        GeneratorRunResult result = Edit(2, "/* one */ " + First + " // two");
        Assert.Equal(["Cached", "Cached", "Cached"], Outputs(result));
    }

    [Fact]
    public void Only_its_own_file_is_emitted_again_when_one_hub_changes()
    {
        GeneratorRunResult result = Edit(2, First.Replace("int x", "long x", StringComparison.Ordinal));
        Assert.Equal(["Cached", "Modified"], Reasons(result, StepNames.Hubs).Order());
        Assert.Equal(["Cached", "Cached", "Modified"], Outputs(result));
    }

    [Fact]
    public void A_hub_is_emitted_again_when_its_base_in_another_file_changes()
    {
        GeneratorRunResult result = Edit(1, Base.Replace("BaseAsync()", "BaseAsync(int added)", StringComparison.Ordinal));
        Assert.Equal(["Cached", "Modified"], Reasons(result, StepNames.Hubs).Order());
        Assert.Equal(["Cached", "Cached", "Modified"], Outputs(result));
        Assert.Contains(
            result.GeneratedSources, source => source.SourceText.ToString().Contains("\"added\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Output_goes_away_when_a_contract_breaks_a_rule()
    {
        GeneratorRunResult result = Edit(2, First.Replace("Task OneAsync", "int OneAsync", StringComparison.Ordinal));
        Assert.Equal(2, result.GeneratedSources.Length);
    }

    private static GeneratorRunResult Edit(int index, string text)
    {
        CSharpCompilation before = Harness.Compile(Base, First, Second, Back, Other);
        GeneratorDriver driver = Harness.Driver().RunGenerators(before);
        Assert.Equal(3, driver.GetRunResult().Results.Single().GeneratedSources.Length);
        SyntaxTree tree = before.SyntaxTrees[index];
        SyntaxTree edited = CSharpSyntaxTree.ParseText(text, Harness.Language, tree.FilePath);
        return driver.RunGenerators(before.ReplaceSyntaxTree(tree, edited)).GetRunResult().Results.Single();
    }

    private static IEnumerable<string> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason.ToString());

    private static IEnumerable<string> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs)
            .Select(output => output.Reason.ToString()).Order();
}
