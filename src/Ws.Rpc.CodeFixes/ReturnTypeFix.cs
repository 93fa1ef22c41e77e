using System;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Lets a method return its result later: <c>int</c> becomes <c>Task&lt;int&gt;</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTypeFix))]
[Shared]
internal sealed class ReturnTypeFix() : NodeFix("Return a Task<T>", DiagnosticIds.ReturnType)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || method.ReturnType.Span != diagnostic.Location.SourceSpan)
        {
            return null;
        }

        TypeSyntax result = method.ReturnType is RefTypeSyntax reference ? reference.Type : method.ReturnType;
        return IsAsynchronous(result)
            ? null
            : editor => editor.ReplaceNode(method.ReturnType, Names.TaskOf(result).WithTriviaFrom(method.ReturnType));
    }

    // A task of a stream is not mended by one more task.
    private static bool IsAsynchronous(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => IsAsynchronous(qualified.Right),
        SimpleNameSyntax name => name.Identifier.ValueText is "Task" or "ValueTask" or "IAsyncEnumerable",
        _ => false,
    };
}
