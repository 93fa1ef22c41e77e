using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Leaves a method one cancellation token, at the end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationFix))]
[Shared]
internal sealed class CancellationFix() : NodeFix(
    "Fix the cancellation token", DiagnosticIds.SeveralCancellationTokens, DiagnosticIds.CancellationTokenNotLast)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not ParameterSyntax { Parent: ParameterListSyntax list })
        {
            return null;
        }

        ParameterSyntax token = list.Parameters.First(IsToken);
        List<ParameterSyntax> parameters = [.. list.Parameters.Where(parameter => !IsToken(parameter))];
        int end = parameters.FindIndex(parameter => parameter.Modifiers.Any(SyntaxKind.ParamsKeyword));
        end = end < 0 ? parameters.Count : end;
        bool needsDefault = token.Default is null && parameters.Take(end).Any(parameter => parameter.Default is not null);
        parameters.Insert(end, needsDefault ? token.WithDefault(ByDefault) : token);
        return editor => editor.ReplaceNode(list, list.WithParameters(InPlaceOf(list.Parameters, parameters)));
    }

    internal static EqualsValueClauseSyntax ByDefault { get; } = SyntaxFactory.EqualsValueClause(
        SyntaxFactory.Token(SyntaxKind.EqualsToken)
            .WithLeadingTrivia(SyntaxFactory.Space)
            .WithTrailingTrivia(SyntaxFactory.Space),
        SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression, SyntaxFactory.Token(SyntaxKind.DefaultKeyword)));

    private static bool IsToken(ParameterSyntax parameter) => IsToken(parameter.Type);

    private static bool IsToken(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => IsToken(qualified.Right),
        SimpleNameSyntax name => name.Identifier.ValueText == "CancellationToken",
        _ => false,
    };

    // Each takes over the line and the indentation of the one that stood there.
    private static SeparatedSyntaxList<ParameterSyntax> InPlaceOf(
        SeparatedSyntaxList<ParameterSyntax> old, List<ParameterSyntax> parameters) => SyntaxFactory.SeparatedList(
        parameters.Select((parameter, i) => parameter.WithTriviaFrom(old[i])),
        old.GetSeparators().Take(parameters.Count - 1));
}
