using System;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Turns a property into methods: <c>GetXAsync</c>, and <c>SetXAsync</c> where it can be set.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PropertyFix))]
[Shared]
internal sealed class PropertyFix() : NodeFix("Turn the property into methods", DiagnosticIds.MemberKind)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not PropertyDeclarationSyntax { AccessorList: { } accessors } property
            || property.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            return null;
        }

        string name = property.Identifier.ValueText;
        TypeSyntax type = property.Type is RefTypeSyntax reference ? reference.Type : property.Type;
        bool isRead = accessors.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        MemberDeclarationSyntax get = Method($"{Names.TaskOf(type)} Get{name}Async();");
        MemberDeclarationSyntax set = Method($"{Names.Task} Set{name}Async({type.WithoutTrivia()} value);");
        return editor =>
        {
            if (isRead && accessors.Accessors.Count > 1)
            {
                editor.InsertAfter(property, set);
            }

            editor.ReplaceNode(property, (isRead ? get : set).WithTriviaFrom(property));
        };
    }

    private static MemberDeclarationSyntax Method(string text) =>
        SyntaxFactory.ParseMemberDeclaration(text)!.WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
}
