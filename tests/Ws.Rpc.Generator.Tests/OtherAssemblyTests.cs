using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

/// <summary>Contracts whose bases and payloads come from other assemblies.</summary>
public sealed class OtherAssemblyTests
{
    private const string Payloads = """
        namespace Shared;
        public record Note(string Text);
        public record Box<T>(T Value);
        public enum Mode { Fast = 1 }
        public interface IBase { Task<Note> LoadAsync(int id = -7, Mode mode = Mode.Fast, string? text = "\u2028"); }
        """;

    [Fact]
    public void A_base_from_another_assembly_is_part_of_the_contract()
    {
        CSharpCompilation compilation = Harness
            .Compile("[RpcHub] public interface IHub : Shared.IBase { Task SaveAsync(Shared.Note note); }")
            .AddReferences(Image(Payloads));
        string file = Assert.Single(Harness.Generate(compilation, out Compilation output)).Value;
        AssertCompiles(output);
        Assert.Contains("int a0 = -7;", file, StringComparison.Ordinal);
        Assert.Contains("a1 = (global::Shared.Mode)1;", file, StringComparison.Ordinal);
        Assert.Contains("global::Shared.IBase.LoadAsync(", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_behind_an_alias_are_named_by_it()
    {
        CSharpCompilation compilation = Harness
            .Compile(
                """
                extern alias old;
                extern alias @new;
                [RpcHub]
                public interface IHub : old::Shared.IBase
                {
                    Task<@new::Shared.Note> UpgradeAsync(old::Shared.Note note, List<old::Shared.Box<@new::Shared.Note>?[]> boxes);
                    Task SetAsync((old::Shared.Mode, int)? mode = null, old::Shared.Mode? other = old::Shared.Mode.Fast);
                }
                """)
            .AddReferences(Image(Payloads, "old"), Image(Payloads, "new"));
        string file = Assert.Single(Harness.Generate(compilation, out Compilation output)).Value;
        AssertCompiles(output);
        Assert.Contains("\nextern alias @new;\nextern alias old;\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("global::Shared", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_behind_an_alias_and_in_the_global_namespace_need_no_alias()
    {
        CSharpCompilation compilation = Harness
            .Compile("[RpcHub] public interface IHub { Task SaveAsync(Shared.Note note); }")
            .AddReferences(Image(Payloads, "global", "other"));
        string file = Assert.Single(Harness.Generate(compilation, out Compilation output)).Value;
        AssertCompiles(output);
        Assert.DoesNotContain("extern alias", file, StringComparison.Ordinal);
    }

    private static PortableExecutableReference Image(string source, params string[] aliases)
    {
        using MemoryStream image = new();
        EmitResult result = Harness.Compile(source).WithAssemblyName("Shared" + aliases.FirstOrDefault()).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray(), new MetadataReferenceProperties(aliases: [.. aliases]));
    }

    private static void AssertCompiles(Compilation output)
    {
        IEnumerable<Diagnostic> wrong = output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(wrong);
    }
}
