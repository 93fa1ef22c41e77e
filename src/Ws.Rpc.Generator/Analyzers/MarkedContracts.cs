using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Model;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Finds the contracts among the types of a project that generates.</summary>
internal static class MarkedContracts
{
    public static ContractSurface? Read(SymbolAnalysisContext context)
    {
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.Symbol;
        if (symbol.TypeKind != TypeKind.Interface
            || !OptionsParser.IsEnabled(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions))
        {
            return null;
        }

        // An interface with both marks is one mistake: it is judged as a hub.
        return ContractSurface.Read(symbol, ContractKind.Hub) ?? ContractSurface.Read(symbol, ContractKind.Callback);
    }
}
