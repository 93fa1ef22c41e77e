using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Finds the parts of a call in the source.</summary>
internal static class CallLocations
{
    public static Location TypeArgument(IInvocationOperation invocation) => NameOf(invocation) switch
    {
        GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } => argument.GetLocation(),
        null => invocation.Syntax.GetLocation(),
        var name => name.GetLocation(),
    };

    public static Location Name(IInvocationOperation invocation) => (NameOf(invocation) ?? invocation.Syntax).GetLocation();

    private static SimpleNameSyntax? NameOf(IInvocationOperation invocation) =>
        (invocation.Syntax as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
}
