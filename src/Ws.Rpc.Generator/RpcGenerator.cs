using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ws.Rpc.Generator.Emitting;
using Ws.Rpc.Generator.Model;
using Ws.Rpc.Generator.Parsing;

namespace Ws.Rpc.Generator;

/// <summary>
/// Emits a proxy and a dispatcher for every contract. One contract is one file, so that an edit re-emits that file only. Says
/// nothing about wrong contracts: that is the analyzers' part, by the same rules.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RpcGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<GeneratorOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => OptionsParser.Parse(provider.GlobalOptions))
            .WithTrackingName(StepNames.Options);
        IncrementalValuesProvider<ContractModel> hubs =
            Contracts(context, AttributeNames.Hub, ContractKind.Hub).WithTrackingName(StepNames.Hubs);
        IncrementalValuesProvider<ContractModel> callbacks =
            Contracts(context, AttributeNames.Callback, ContractKind.Callback).WithTrackingName(StepNames.Callbacks);
        Emit(context, hubs, options.Select(static (wanted, _) => wanted.PartsOf(ContractKind.Hub)));
        Emit(context, callbacks, options.Select(static (wanted, _) => wanted.PartsOf(ContractKind.Callback)));

        IncrementalValueProvider<bool> isMarked = hubs.Collect().Combine(callbacks.Collect())
            .Select(static (contracts, _) => contracts.Left.Length + contracts.Right.Length > 0)
            .Combine(options)
            .Select(static (pair, _) => pair.Left && (pair.Right.Client || pair.Right.Server))
            .WithTrackingName(StepNames.Mark);
        context.RegisterImplementationSourceOutput(isMarked, static (output, marked) =>
        {
            if (marked)
            {
                output.AddSource(MarkEmitter.HintName, MarkEmitter.Emit());
            }
        });
    }

    private static IncrementalValuesProvider<ContractModel> Contracts(
        IncrementalGeneratorInitializationContext context, string attribute, ContractKind kind) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is InterfaceDeclarationSyntax,
            (declaration, cancellationToken) => ContractParser.Parse(declaration, kind, cancellationToken))
        .Where(static model => model is not null)
        .Select(static (model, _) => model!);

    // User code never names what is generated, so editors may skip it while typing.
    private static void Emit(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<ContractModel> contracts,
        IncrementalValueProvider<GeneratedParts> parts) => context.RegisterImplementationSourceOutput(
        contracts.Combine(parts),
        static (output, pair) =>
        {
            (ContractModel model, GeneratedParts wanted) = pair;
            if (wanted != GeneratedParts.None)
            {
                output.AddSource(model.HintName, ContractEmitter.Emit(model, wanted));
            }
        });
}
