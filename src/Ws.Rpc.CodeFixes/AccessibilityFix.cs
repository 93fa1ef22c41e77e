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

/// <summary>Opens a contract, the types around it, or a method of it to generated code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessibilityFix))]
[Shared]
internal sealed class AccessibilityFix() : NodeFix("Make it accessible to generated code", DiagnosticIds.InaccessibleContract)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is MethodDeclarationSyntax method)
        {
            return editor => editor.ReplaceNode(method, Modifiers.Without(
                method, method.Modifiers, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.InternalKeyword));
        }

        List<BaseTypeDeclarationSyntax> closed = [.. node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().Where(IsClosed)];

        // The other parts of a partial type have their say about its accessibility.
        return closed.Count == 0 || closed.Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword))
            ? null
            : editor => closed.ForEach(type => editor.ReplaceNode(type, (current, generator) => Open(current, generator)));
    }

    private static SyntaxNode Open(SyntaxNode type, SyntaxGenerator generator)
    {
        SyntaxToken file = ((BaseTypeDeclarationSyntax)type).Modifiers.FirstOrDefault(one => one.IsKind(SyntaxKind.FileKeyword));
        return file == default
            ? generator.WithAccessibility(type, Accessibility.Internal)
            : type.ReplaceToken(file, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(file));
    }

    private static bool IsClosed(BaseTypeDeclarationSyntax type)
    {
        bool isWide = type.Modifiers.Any(SyntaxKind.PublicKeyword) || type.Modifiers.Any(SyntaxKind.InternalKeyword);
        bool isNarrow = type.Modifiers.Any(SyntaxKind.FileKeyword) || type.Modifiers.Any(SyntaxKind.PrivateKeyword)
            || type.Modifiers.Any(SyntaxKind.ProtectedKeyword) || type.Parent is ClassDeclarationSyntax or StructDeclarationSyntax
            or RecordDeclarationSyntax;
        return isNarrow && !isWide;
    }
}
