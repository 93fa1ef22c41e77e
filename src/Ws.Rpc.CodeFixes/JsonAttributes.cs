using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ws.Rpc.CodeFixes;

/// <summary>Attributes of System.Text.Json's source generator.</summary>
internal static class JsonAttributes
{
    public static AttributeSyntax Serializable(string type) => SyntaxFactory.Attribute(
        (NameSyntax)Names.Type(Names.JsonSerializable),
        SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(
            SyntaxFactory.AttributeArgument(SyntaxFactory.TypeOfExpression(Names.Type(type))))));
}
