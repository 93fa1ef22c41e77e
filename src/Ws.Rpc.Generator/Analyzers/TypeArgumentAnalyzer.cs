using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Says where a type is used as a contract and cannot be, which the runtime could only say when it runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeArgumentAnalyzer : DiagnosticAnalyzer
{
    private const string RoutingNamespace = "Microsoft.AspNetCore.Builder";
    private const string RoutingClass = "WsRpcEndpointRouteBuilderExtensions";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfTypeArguments;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        IInvocationOperation invocation = (IInvocationOperation)context.Operation;
        IMethodSymbol method = invocation.TargetMethod;
        if (method.TypeArguments is not [{ TypeKind: not (TypeKind.TypeParameter or TypeKind.Error) } argument])
        {
            return;
        }

        INamedTypeSymbol type = (method.ReducedFrom ?? method).ContainingType;
        switch (method.Name)
        {
            case "GetHub" when IsClient(type):
                Expect(context, argument, AttributeNames.HubClass, "GetHub takes an interface marked [RpcHub]");
                break;
            case "Handle" when IsClient(type):
                Expect(context, argument, AttributeNames.CallbackClass, "Handle takes an interface marked [RpcCallback]");
                break;
            case "MapRpcHub" when KnownTypes.Is(type, RoutingNamespace, RoutingClass):
                ExpectHub(context, argument);
                break;
        }
    }

    private static void Expect(OperationAnalysisContext context, ITypeSymbol argument, string mark, string expectation)
    {
        if (IsContract(argument, mark))
        {
            CheckGenerated(context, [argument]);
        }
        else
        {
            Report(context, Descriptors.NoContract, MarkProperties.For(argument, mark), Display(argument), expectation);
        }
    }

    private static void ExpectHub(OperationAnalysisContext context, ITypeSymbol argument)
    {
        ImmutableArray<INamedTypeSymbol> contracts = argument.TypeKind == TypeKind.Class
            ? [.. argument.AllInterfaces.Where(contract => IsContract(contract, AttributeNames.HubClass))]
            : [];
        if (contracts.Length > 0)
        {
            CheckGenerated(context, contracts);
        }
        else
        {
            const string Expectation = "MapRpcHub takes a class that implements an interface marked [RpcHub]";
            Report(context, Descriptors.NoContract, OnlyInterface(argument), Display(argument), Expectation);
        }
    }

    // Which of several interfaces was meant is not ours to guess.
    private static ImmutableDictionary<string, string?> OnlyInterface(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.Interfaces is [var only]
            ? MarkProperties.For(only, AttributeNames.HubClass)
            : ImmutableDictionary<string, string?>.Empty;

    // An editor does not run the generator on the projects that it has open: what is in source is left to their own build.
    private static void CheckGenerated(OperationAnalysisContext context, IEnumerable<ITypeSymbol> contracts)
    {
        foreach (ITypeSymbol contract in contracts)
        {
            if (contract is { DeclaringSyntaxReferences.IsEmpty: true, ContainingAssembly: { } assembly }
                && KnownTypes.Attribute(assembly, "RpcGeneratedAttribute", "Ws.Rpc.CompilerServices") is null)
            {
                Report(
                    context, Descriptors.NotGenerated, ImmutableDictionary<string, string?>.Empty, assembly.Name,
                    Display(contract));
            }
        }
    }

    private static void Report(
        OperationAnalysisContext context,
        DiagnosticDescriptor rule,
        ImmutableDictionary<string, string?> properties,
        params object[] arguments)
    {
        Location place = CallLocations.TypeArgument((IInvocationOperation)context.Operation);
        context.ReportDiagnostic(Diagnostic.Create(rule, place, properties, arguments));
    }

    private static bool IsClient(INamedTypeSymbol type) => KnownTypes.Is(type, AttributeNames.Namespace, "RpcClient");

    private static bool IsContract(ITypeSymbol type, string mark) =>
        type.TypeKind == TypeKind.Interface && KnownTypes.Attribute(type, mark) is not null;

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
