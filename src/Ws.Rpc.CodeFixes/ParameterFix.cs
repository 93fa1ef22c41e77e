using System;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Lets a parameter travel: by value, and as an array where it was a span.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterFix))]
[Shared]
internal sealed class ParameterFix() : NodeFix("Pass it by value", DiagnosticIds.ParameterType)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ParameterSyntax { Type: { } type } parameter)
        {
            return null;
        }

        ParameterSyntax changed = Modifiers.Without(
            parameter, parameter.Modifiers, SyntaxKind.RefKeyword, SyntaxKind.OutKeyword, SyntaxKind.InKeyword,
            SyntaxKind.ReadOnlyKeyword, SyntaxKind.ScopedKeyword);
        if (Item(type) is { } item)
        {
            TypeSyntax array = SyntaxFactory.ParseTypeName(item.WithoutTrivia() + "[]");
            changed = changed.WithType(array.WithTriviaFrom(changed.Type!));
        }

        return changed == parameter ? null : editor => editor.ReplaceNode(parameter, changed);
    }

    private static TypeSyntax? Item(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => Item(qualified.Right),
        GenericNameSyntax { Identifier.ValueText: "Span" or "ReadOnlySpan", TypeArgumentList.Arguments: [var item] } => item,
        _ => null,
    };
}
