using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Finds the narrowest piece of source that a finding is about.</summary>
internal static class FindingLocations
{
    public static Location? Of(ContractSurface contract, Finding finding, CancellationToken cancellationToken) =>
        finding.Part switch
        {
            FindingPart.ReturnType => ReturnType(finding.Symbol, cancellationToken),
            FindingPart.ParameterType => ParameterType(finding.Symbol, cancellationToken),
            FindingPart.WireName => GivenName(finding.Symbol, cancellationToken) ?? Name(finding.Symbol),
            FindingPart.Prefix => Argument(contract.Mark, AttributeNames.PrefixMember, cancellationToken),
            FindingPart.Callback => Argument(contract.Mark, AttributeNames.CallbackMember, cancellationToken),
            FindingPart.JsonContext => Argument(contract.Mark, AttributeNames.JsonContextMember, cancellationToken),
            _ => Name(finding.Symbol),
        };

    public static Location? Name(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);

    private static Location? ReturnType(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is MethodDeclarationSyntax method
            ? method.ReturnType.GetLocation()
            : Name(symbol);

    private static Location? ParameterType(ISymbol symbol, CancellationToken cancellationToken) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is ParameterSyntax { Type: { } type }
            ? type.GetLocation()
            : Name(symbol);

    private static Location? GivenName(ISymbol symbol, CancellationToken cancellationToken) =>
        KnownTypes.Attribute(symbol, AttributeNames.MethodClass)?.ApplicationSyntaxReference?.GetSyntax(cancellationToken)
            is AttributeSyntax { ArgumentList.Arguments: [{ NameEquals: null } name, ..] }
            ? name.GetLocation()
            : null;

    private static Location? Argument(AttributeData mark, string member, CancellationToken cancellationToken)
    {
        SyntaxNode? attribute = mark.ApplicationSyntaxReference?.GetSyntax(cancellationToken);
        AttributeArgumentSyntax? argument = (attribute as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == member);
        return (argument?.Expression ?? attribute)?.GetLocation();
    }
}
