using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Names the missing types to the JSON context of a contract.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JsonTypesFix))]
[Shared]
internal sealed class JsonTypesFix() : DeclarationFix(DiagnosticIds.MissingMetadata)
{
    protected override string Title(Diagnostic diagnostic) => "Add [JsonSerializable] to the JSON context";

    protected override bool Change(
        SyntaxEditor editor, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic> diagnostics)
    {
        IEnumerable<string> types = diagnostics
            .SelectMany(diagnostic => diagnostic.Properties[FixProperties.Types]!.Split(FixProperties.Separator))
            .Distinct(StringComparer.Ordinal);
        foreach (string type in types)
        {
            editor.AddAttribute(declaration, JsonAttributes.Serializable(type));
        }

        return true;
    }
}
