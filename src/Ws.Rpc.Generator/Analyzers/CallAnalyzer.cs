using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator.Analyzers;

/// <summary>Says where a call on a proxy goes wrong although it compiles.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.OfCalls;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(AnalyzeStatement, OperationKind.ExpressionStatement);
        context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
    }

    private static void AnalyzeStatement(OperationAnalysisContext context)
    {
        IOperation statement = ((IExpressionStatementOperation)context.Operation).Operation;
        bool isDiscarded = statement is ISimpleAssignmentOperation { Target: IDiscardOperation };
        IOperation value = Receivers.Unwrap(isDiscarded ? ((ISimpleAssignmentOperation)statement).Value : statement);
        value = value is IConditionalAccessOperation access ? Receivers.Unwrap(access.WhenNotNull) : value;
        if (value is IInvocationOperation call && IsTask(call.TargetMethod.ReturnType) && Contract(call) is not null)
        {
            Report(context, Descriptors.UnobservedCall, call);
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (Contract(call) == ContractKind.Callback
            && ReturnShape.Of(call.TargetMethod) is not null
            && !ReturnShape.IsNotification(call.TargetMethod, ContractKind.Callback)
            && Receivers.IsMany(call.Instance))
        {
            Report(context, Descriptors.AnswerOfMany, call);
        }
    }

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, IInvocationOperation call) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, CallLocations.Name(call), call.TargetMethod.Name));

    // A class that implements a contract is called as any other class is.
    private static ContractKind? Contract(IInvocationOperation call) => call.Instance?.Type switch
    {
        { TypeKind: TypeKind.Interface } type when KnownTypes.Attribute(type, AttributeNames.HubClass) is not null
            => ContractKind.Hub,
        { TypeKind: TypeKind.Interface } type when KnownTypes.Attribute(type, AttributeNames.CallbackClass) is not null
            => ContractKind.Callback,
        _ => null,
    };

    private static bool IsTask(ITypeSymbol type) =>
        KnownTypes.IsTask(type, 0) || KnownTypes.IsTask(type, 1)
        || KnownTypes.IsValueTask(type, 0) || KnownTypes.IsValueTask(type, 1);
}
