using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ws.Rpc.Generator.Benchmarks;

/// <summary>A project of 500 files without contracts, and some hubs of 10 methods, each in a file.</summary>
internal sealed class SampleProject(int hubs)
{
    public static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private const int Others = 500;

    private static readonly MetadataReference[] s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RpcHubAttribute).Assembly.Location)];

    private readonly SyntaxTree[] _trees =
    [
        .. Enumerable.Range(0, Others).Select(i => Parse(Other(i, ""), $"Other{i}.cs")),
        .. Enumerable.Range(0, hubs).Select(i => Parse(Hub(i, "int"), $"Hub{i}.cs")),
    ];

    public Compilation Compile() => CSharpCompilation.Create(
        "Sample", _trees, s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A key stroke in a file that has nothing to do with contracts.</summary>
    public Compilation EditOther(Compilation compilation, int round) =>
        compilation.ReplaceSyntaxTree(_trees[0], Parse(Other(0, $"// {round}"), _trees[0].FilePath));

    /// <summary>A change of one hub; of another file where there is none.</summary>
    public Compilation EditHub(Compilation compilation, int round) => hubs == 0
        ? compilation.ReplaceSyntaxTree(_trees[1], Parse(Other(1, $"// {round}"), _trees[1].FilePath))
        : compilation.ReplaceSyntaxTree(_trees[Others], Parse(Hub(0, "long"), _trees[Others].FilePath));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path);

    private static string Other(int i, string comment)
    {
        string number = i.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> methods = Enumerable.Range(0, 10).Select(m => $$"""
                [Obsolete("{{m}}")]
                public int Method{{m}}(int left, string right) => left + right.Length + {{number}};
            """);
        return $"using System;\nnamespace Sample.Others;\n\npublic class Other{number}\n{{\n    {comment}\n"
            + string.Join("\n", methods) + "\n}\n";
    }

    private static string Hub(int i, string id)
    {
        string number = i.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> methods = Enumerable.Range(0, 10).Select(m =>
            $"    ValueTask<Order{number}> Method{m}Async({id} id, Order{number} order, string? text = null, "
            + "CancellationToken cancellationToken = default);");
        return "using System.Threading;\nusing System.Threading.Tasks;\nusing Ws.Rpc;\nnamespace Sample.Hubs;\n\n"
            + $"public record Order{number}(int Id, string Name);\n\n[RpcHub]\npublic interface IHub{number}\n{{\n"
            + string.Join("\n", methods) + "\n}\n";
    }
}
