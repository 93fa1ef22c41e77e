using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>What is done again after an edit, step by step.</summary>
public sealed class CachingTests
{
    private const string Base = "public interface IBase { Task BaseAsync(); }";
    private const string First = "[RpcHub] public interface IFirst : IBase { Task OneAsync(int x); sealed int Two() => 2; }";
    private const string Second = "[RpcHub(Callback = typeof(IBack))] public interface ISecond { Task TwoAsync(Note note); }";
    private const string Back = "[RpcCallback] public interface IBack { void Told(string text); }";
    private const string Other = "public class Other { public int Value => 1; }";
    private const string Types = "public record Note(string Text);";

    // By the order of the sources, after the usings.
    private const int BaseFile = 1;
    private const int FirstFile = 2;
    private const int SecondFile = 3;
    private const int BackFile = 4;
    private const int OtherFile = 5;
    private const int TypesFile = 6;

    [Fact]
    public void Everything_is_cached_when_an_unrelated_file_changes()
    {
        GeneratorRunResult result = Edit(OtherFile, Other.Replace("1", "2", StringComparison.Ordinal));
        Assert.Equal(["Cached", "Cached"], Reasons(result, StepNames.Hubs));
        Assert.Equal(["Cached"], Reasons(result, StepNames.Callbacks));
        Assert.Equal(["Cached"], Reasons(result, StepNames.Options));
        Assert.Equal(["Cached"], Reasons(result, StepNames.Mark));
        Assert.Equal(["Cached", "Cached", "Cached", "Cached"], Outputs(result));
    }

    [Theory]
    [InlineData("/* one */ " + First + " // two")]
    [InlineData("\n\n  " + First + "\n")]
    [InlineData("/// <summary>Serves.</summary>\n" + First)]
    [InlineData(First + " public class Neighbour { public int Value => 1; }")]
    public void Nothing_is_emitted_again_when_only_what_surrounds_a_contract_changes(string text)
    {
        GeneratorRunResult result = Edit(FirstFile, text);
        Assert.All(Reasons(result, StepNames.Hubs), reason => Assert.Contains(reason, new[] { "Cached", "Unchanged" }));
        Assert.Equal(["Cached", "Cached", "Cached", "Cached"], Outputs(result));
    }

    [Theory]
    [InlineData("=> 2", "=> 3")]
    [InlineData("int x);", "int  x ) ;")]
    [InlineData("{ Task", "{ /* asks */ Task")]
    [InlineData("{ Task", "{ [Obsolete(\"no\")] private void Own() { } Task")]
    public void Nothing_is_emitted_again_when_a_contract_says_the_same_in_other_words(string old, string @new)
    {
        GeneratorRunResult result = Edit(FirstFile, Replace(First, old, @new));
        Assert.Equal(["Cached", "Cached", "Cached", "Cached"], Outputs(result));
    }

    [Theory]
    [InlineData(FirstFile, "int x", "long x")]
    [InlineData(FirstFile, "OneAsync", "UnoAsync")]
    [InlineData(FirstFile, "int x", "int x = 1")]
    [InlineData(SecondFile, "Callback = typeof(IBack)", "")]
    [InlineData(SecondFile, "Note note", "Note? note")]
    [InlineData(SecondFile, "[RpcHub(", "[Obsolete][RpcHub(")]
    [InlineData(BaseFile, "BaseAsync()", "BaseAsync(int added)")]
    public void Only_its_own_file_is_emitted_again_when_one_hub_or_its_base_changes(int file, string old, string @new)
    {
        GeneratorRunResult result = Edit(file, Replace(Sources()[file - 1], old, @new));
        Assert.Equal(["Cached", "Modified"], Reasons(result, StepNames.Hubs).Order());
        Assert.Equal(["Cached"], Reasons(result, StepNames.Callbacks));
        Assert.Equal(["Cached", "Cached", "Cached", "Modified"], Outputs(result));
    }

    [Fact]
    public void Only_its_own_file_is_emitted_again_when_one_callback_changes()
    {
        GeneratorRunResult result = Edit(BackFile, Replace(Back, "string text", "int number"));
        Assert.Equal(["Cached", "Cached"], Reasons(result, StepNames.Hubs));
        Assert.Equal(["Modified"], Reasons(result, StepNames.Callbacks));
        Assert.Equal(["Cached", "Cached", "Cached", "Modified"], Outputs(result));
    }

    [Fact]
    public void A_hub_is_emitted_again_with_what_its_base_now_says() => Assert.Contains(
        Edit(BaseFile, Replace(Base, "BaseAsync()", "BaseAsync(int added)")).GeneratedSources,
        source => source.SourceText.ToString().Contains("\"added\"", StringComparison.Ordinal));

    [Fact]
    public void A_hub_is_emitted_again_when_what_its_payload_is_changes()
    {
        GeneratorRunResult result = Edit(TypesFile, "public record struct Note(string Text);");
        Assert.Equal(["Cached", "Modified"], Reasons(result, StepNames.Hubs).Order());
        Assert.Equal(["Cached", "Cached", "Cached", "Modified"], Outputs(result));
    }

    [Fact]
    public void Nothing_is_emitted_again_when_only_the_members_of_a_payload_change() => Assert.Equal(
        ["Cached", "Cached", "Cached", "Cached"], Outputs(Edit(TypesFile, "public record Note(string Text, int Number);")));

    [Fact]
    public void Output_goes_away_when_a_contract_breaks_a_rule()
    {
        GeneratorRunResult result = Edit(FirstFile, Replace(First, "Task OneAsync", "int OneAsync"));
        Assert.Equal(["Cached", "Cached", "Cached", "Removed"], Outputs(result));
        Assert.Equal(3, result.GeneratedSources.Length);
    }

    [Fact]
    public void Everything_is_emitted_again_and_nothing_parsed_when_an_option_changes()
    {
        CSharpCompilation compilation = Harness.Compile(Sources());
        GeneratorDriver driver = Harness.Driver().RunGenerators(compilation)
            .WithUpdatedAnalyzerConfigOptions(new BuildProperties(("WsRpcGeneratedSides", "client")));
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal(["Modified"], Reasons(result, StepNames.Options));
        Assert.Equal(["Cached", "Cached"], Reasons(result, StepNames.Hubs));
        Assert.Equal(["Cached", "Modified", "Modified", "Modified"], Outputs(result));
    }

    [Fact]
    public void Nothing_is_emitted_again_when_an_option_says_the_same_in_other_words()
    {
        CSharpCompilation compilation = Harness.Compile(Sources());
        GeneratorDriver driver = Harness.Driver().RunGenerators(compilation)
            .WithUpdatedAnalyzerConfigOptions(new BuildProperties(("WsRpcGeneratedSides", "server, client"), ("Other", "1")));
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Equal(["Unchanged"], Reasons(result, StepNames.Options));
        Assert.Equal(["Cached", "Cached", "Cached", "Cached"], Outputs(result));
    }

    private static string[] Sources() => [Base, First, Second, Back, Other, Types];

    private static string Replace(string source, string old, string @new)
    {
        Assert.Contains(old, source, StringComparison.Ordinal);
        return source.Replace(old, @new, StringComparison.Ordinal);
    }

    private static GeneratorRunResult Edit(int index, string text)
    {
        CSharpCompilation before = Harness.Compile(Sources());
        GeneratorDriver driver = Harness.Driver().RunGenerators(before);
        Assert.Equal(4, driver.GetRunResult().Results.Single().GeneratedSources.Length);
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
