using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Ws.Rpc.CodeFixes;

/// <summary>Names of types, qualified; the workspace shortens them to what the file's usings allow.</summary>
internal static class Names
{
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string JsonSerializable = "global::System.Text.Json.Serialization.JsonSerializableAttribute";
    public const string JsonSerializerContext = "global::System.Text.Json.Serialization.JsonSerializerContext";
    public const string RpcMethod = "global::Ws.Rpc.RpcMethodAttribute";

    public static TypeSyntax Type(string qualified) =>
        SyntaxFactory.ParseTypeName(qualified).WithAdditionalAnnotations(Simplifier.Annotation);

    public static TypeSyntax TaskOf(TypeSyntax result) => Type($"{Task}<{result.WithoutTrivia()}>");

    /// <summary>Whether an attribute bears a name, with or without its namespace and its suffix.</summary>
    public static bool Is(AttributeSyntax attribute, string name)
    {
        string written = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return written == name || written == name + "Attribute";
    }
}
