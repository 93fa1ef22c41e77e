using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>
/// What is generated, feature by feature: <c>Snapshots/x.cs</c> is a user's file, <c>x.txt</c> what comes out. To accept new
/// output, run with <c>UPDATE_SNAPSHOTS=1</c> and read the difference.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly string s_folder = Repository.PathOf("tests", "Ws.Rpc.Generator.Tests", "Snapshots");

    public static TheoryData<string> Features() =>
        [.. Directory.GetFiles(s_folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Features))]
    public void Output_is_as_reviewed(string feature)
    {
        string text = Generate(feature, NullableContextOptions.Enable, out Compilation output);
        AssertCompiles(output);
        string snapshot = Path.Combine(s_folder, feature + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(snapshot, text);
        }

        Assert.Equal(File.ReadAllText(snapshot).ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Output_compiles_when_nullable_is_off(string feature)
    {
        Generate(feature, NullableContextOptions.Disable, out Compilation output);
        AssertCompiles(output);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    public void Output_compiles_in_every_language_version_that_the_package_admits(LanguageVersion version)
    {
        CSharpParseOptions language = Harness.Language.WithLanguageVersion(version);
        foreach (string feature in Directory.GetFiles(s_folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)))
        {
            Generate(feature, NullableContextOptions.Enable, out Compilation output);
            Compilation older = output.RemoveAllSyntaxTrees().AddSyntaxTrees(output.SyntaxTrees.Select(
                tree => CSharpSyntaxTree.ParseText(tree.GetText(), language, tree.FilePath)));

            // The user's file may speak the newest language.
            Assert.Empty(older.GetDiagnostics().Where(diagnostic =>
                diagnostic.Severity >= DiagnosticSeverity.Warning && !IsUsers(diagnostic.Location.SourceTree)));
        }
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Output_compiles_when_arithmetic_is_checked(string feature)
    {
        Generate(feature, NullableContextOptions.Enable, out Compilation output);
        AssertCompiles(output.WithOptions(((CSharpCompilationOptions)output.Options).WithOverflowChecks(true)));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Output_is_the_same_each_time(string feature) => Assert.Equal(
        Generate(feature, NullableContextOptions.Enable, out _), Generate(feature, NullableContextOptions.Enable, out _));

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_that_is_generated_is_not_refused(string feature) => Assert.DoesNotContain(
        Harness.Report(Harness.Compile(Source(feature))), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public static TheoryData<string, string> FeaturesAndCultures()
    {
        TheoryData<string, string> pairs = [];
        foreach (string feature in Features())
        {
            pairs.Add(feature, "fi-FI");
            pairs.Add(feature, "tr-TR");
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(FeaturesAndCultures))]
    public void Output_is_the_same_again_and_in_another_culture(string feature, string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Generate(feature, NullableContextOptions.Enable, out _);
        Assert.Equal(expected, Generate(feature, NullableContextOptions.Enable, out _));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.NotEqual("-1.5 i", $"{-1.5} {"I".ToLower(CultureInfo.CurrentCulture)}");
            Assert.Equal(expected, Generate(feature, NullableContextOptions.Enable, out _));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Generate(string feature, NullableContextOptions nullable, out Compilation output)
    {
        IReadOnlyDictionary<string, string> files = Harness.Generate(Harness.Compile(nullable, Source(feature)), out output);
        Assert.NotEmpty(files);
        Assert.All(files.Values, file => Assert.DoesNotContain('\r', file));
        return string.Join('\n', files.Select(file => $"// ==== {file.Key}\n{file.Value}"));
    }

    private static string Source(string feature) => File.ReadAllText(Path.Combine(s_folder, feature + ".cs"));

    // A warning in the user's own file is his; in ours it would be a defect.
    private static void AssertCompiles(Compilation output) => Assert.Empty(output.GetDiagnostics().Where(diagnostic =>
        diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && !IsUsers(diagnostic.Location.SourceTree))));

    private static bool IsUsers(SyntaxTree? tree) =>
        tree is not null && tree.FilePath.StartsWith("/sample/", StringComparison.Ordinal);
}
