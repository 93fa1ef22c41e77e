using System;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Gives a method a cancellation token, which callers need not pass.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddTokenFix))]
[Shared]
internal sealed class AddTokenFix() : NodeFix("Add a CancellationToken", DiagnosticIds.NotCancellable)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not MethodDeclarationSyntax method)
        {
            return null;
        }

        SeparatedSyntaxList<ParameterSyntax> parameters = method.ParameterList.Parameters;
        bool isTaken = parameters.Any(parameter => parameter.Identifier.ValueText == "cancellationToken");
        int rest = parameters.IndexOf(parameter => parameter.Modifiers.Any(SyntaxKind.ParamsKeyword));
        ParameterSyntax token = SyntaxFactory
            .Parameter(SyntaxFactory.Identifier(isTaken ? "cancellation" : "cancellationToken"))
            .WithType(Names.Type(Names.CancellationToken).WithTrailingTrivia(SyntaxFactory.Space))
            .WithDefault(CancellationFix.ByDefault);
        return editor => editor.InsertParameter(method, rest < 0 ? parameters.Count : rest, token);
    }
}
