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

/// <summary>Gives a method a wire name of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WireNameFix))]
[Shared]
internal sealed class WireNameFix() : NodeFix("Give it a [RpcMethod] name", DiagnosticIds.RepeatedWireName)
{
    protected override Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || !diagnostic.Properties.TryGetValue(FixProperties.WireName, out string? name) || name is null)
        {
            return null;
        }

        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(
            SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        AttributeSyntax? mark = method.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => Names.Is(attribute, "RpcMethod"));
        return mark switch
        {
            null => editor => editor.AddAttribute(method, SyntaxFactory.Attribute(
                (NameSyntax)Names.Type(Names.RpcMethod),
                SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(
                    SyntaxFactory.AttributeArgument(literal))))),
            { ArgumentList.Arguments: [{ NameEquals: null } given, ..] }
                => editor => editor.ReplaceNode(given.Expression, literal),
            _ => editor => editor.ReplaceNode(mark, (current, generator) =>
                generator.InsertAttributeArguments(current, 0, [SyntaxFactory.AttributeArgument(literal)])),
        };
    }
}
