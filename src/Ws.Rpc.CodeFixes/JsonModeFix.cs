using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Lets a JSON context read, too: takes away the mode that only writes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JsonModeFix))]
[Shared]
internal sealed class JsonModeFix() : DeclarationFix(DiagnosticIds.SerializationOnly)
{
    protected override string Title(Diagnostic diagnostic) => "Let the JSON context read and write";

    // Each part of a partial context may carry such an attribute.
    protected override bool Change(
        SyntaxEditor editor, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (AttributeArgumentListSyntax list in declaration.AttributeLists.SelectMany(list => list.Attributes)
            .Where(attribute => Names.Is(attribute, "JsonSerializable") || Names.Is(attribute, "JsonSourceGenerationOptions"))
            .Select(attribute => attribute.ArgumentList)
            .OfType<AttributeArgumentListSyntax>())
        {
            AttributeArgumentSyntax? mode = list.Arguments.FirstOrDefault(IsSerializationOnly);
            if (mode is null)
            {
                continue;
            }

            if (list.Arguments.Count > 1)
            {
                editor.RemoveNode(mode);
            }
            else if (list.Parent!.Parent is AttributeListSyntax { Attributes.Count: 1 } whole)
            {
                editor.RemoveNode(whole);
            }
            else
            {
                editor.RemoveNode(list.Parent);
            }
        }

        return false;
    }

    private static bool IsSerializationOnly(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText == "GenerationMode"
        && argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Serialization" };
}
