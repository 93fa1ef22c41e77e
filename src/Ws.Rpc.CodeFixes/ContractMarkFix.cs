using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Marks an interface that is used as a contract and is none yet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContractMarkFix))]
[Shared]
internal sealed class ContractMarkFix() : DeclarationFix(DiagnosticIds.CallbackType, DiagnosticIds.NoContract)
{
    protected override string Title(Diagnostic diagnostic) =>
        $"Mark it with [{Mark(diagnostic).Replace("Ws.Rpc.", "").Replace("Attribute", "")}]";

    // One declaration, used both as hub and as callback, is marked as what was asked first: the other use stays reported.
    protected override bool Change(
        SyntaxEditor editor, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic> diagnostics)
    {
        editor.AddAttribute(
            declaration, SyntaxFactory.Attribute((NameSyntax)Names.Type("global::" + Mark(diagnostics[0]))));
        return true;
    }

    private static string Mark(Diagnostic diagnostic) => diagnostic.Properties[FixProperties.Mark]!;
}
