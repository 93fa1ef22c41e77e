using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ws.Rpc.CodeFixes;

/// <summary>Takes modifiers away without moving what stands around them.</summary>
internal static class Modifiers
{
    public static T Without<T>(T node, SyntaxTokenList modifiers, params SyntaxKind[] unwanted)
        where T : SyntaxNode
    {
        SyntaxToken[] removed = [.. modifiers.Where(modifier => unwanted.Contains(modifier.Kind()))];
        if (removed.Length == 0)
        {
            return node;
        }

        SyntaxToken next = removed[removed.Length - 1].GetNextToken();
        bool isFirst = modifiers[0] == removed[0];
        return node.ReplaceTokens(removed.Append(next), (old, _) => old == next && isFirst
            ? next.WithLeadingTrivia(removed[0].LeadingTrivia)
            : old == next ? next : default);
    }
}
