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

/// <summary>Awaits a call, where its method can.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix))]
[Shared]
internal sealed class AwaitFix() : NodeFix("Await the call", DiagnosticIds.UnobservedCall)
{
    private static readonly SyntaxToken s_await =
        SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space);

    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        InvocationExpressionSyntax? call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        ExpressionSyntax? whole = call?.Parent is AssignmentExpressionSyntax discard ? discard : call;
        return call is not null && whole is not null && IsStatement(whole.Parent) && IsAsync(whole)
            ? editor => editor.ReplaceNode(
                whole, SyntaxFactory.AwaitExpression(s_await, call.WithoutTrivia()).WithTriviaFrom(whole))
            : null;
    }

    private static bool IsStatement(SyntaxNode? node) =>
        node is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax;

    private static bool IsAsync(SyntaxNode node) =>
        node.Ancestors().Select(IsAsyncFunction).FirstOrDefault(known => known is not null) ?? false;

    /// <summary>Whether a function is asynchronous; <see langword="null"/> for what is no function.</summary>
    private static bool? IsAsyncFunction(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword != default,
        GlobalStatementSyntax => true,
        MemberDeclarationSyntax => false,
        _ => null,
    };
}
