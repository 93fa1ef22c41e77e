using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Says where a type is used as a contract and is none, which the runtime could only say when it runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractUsageAnalyzer : DiagnosticAnalyzer
{
    private const string RoutingNamespace = "Microsoft.AspNetCore.Builder";
    private const string RoutingClass = "WsRpcEndpointRouteBuilderExtensions";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfUsage;

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

        if (Expectation(method, argument) is { } expectation)
        {
            string name = argument.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoContract, Place(invocation), name, expectation));
        }
    }

    /// <summary>What the method takes; <see langword="null"/> if the argument is that, or the method is not ours.</summary>
    private static string? Expectation(IMethodSymbol method, ITypeSymbol argument)
    {
        INamedTypeSymbol type = (method.ReducedFrom ?? method).ContainingType;
        return method.Name switch
        {
            "GetHub" when IsClient(type) && !IsContract(argument, AttributeNames.HubClass)
                => "GetHub takes an interface marked [RpcHub]",
            "Handle" when IsClient(type) && !IsContract(argument, AttributeNames.CallbackClass)
                => "Handle takes an interface marked [RpcCallback]",
            "MapRpcHub" when KnownTypes.Is(type, RoutingNamespace, RoutingClass) && !ImplementsHub(argument)
                => "MapRpcHub takes a class that implements an interface marked [RpcHub]",
            _ => null,
        };
    }

    private static bool IsClient(INamedTypeSymbol type) => KnownTypes.Is(type, AttributeNames.Namespace, "RpcClient");

    private static bool IsContract(ITypeSymbol type, string mark) =>
        type.TypeKind == TypeKind.Interface && KnownTypes.Attribute(type, mark) is not null;

    private static bool ImplementsHub(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class && type.AllInterfaces.Any(contract => IsContract(contract, AttributeNames.HubClass));

    private static Location Place(IInvocationOperation invocation)
    {
        ExpressionSyntax? called = (invocation.Syntax as InvocationExpressionSyntax)?.Expression;
        SimpleNameSyntax? name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name switch
        {
            GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } => argument.GetLocation(),
            null => invocation.Syntax.GetLocation(),
            _ => name.GetLocation(),
        };
    }
}
