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
        Register(context, AttributeNames.Hub, ContractKind.Hub, StepNames.Hubs);
        Register(context, AttributeNames.Callback, ContractKind.Callback, StepNames.Callbacks);
    }

    private static void Register(
        IncrementalGeneratorInitializationContext context, string attribute, ContractKind kind, string step)
    {
        IncrementalValuesProvider<ContractModel> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                (declaration, cancellationToken) => ContractParser.Parse(declaration, kind, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(step);

        // User code never names what is generated, so editors may skip it while typing.
        context.RegisterImplementationSourceOutput(
            contracts, static (output, model) => output.AddSource(model.HintName, ContractEmitter.Emit(model)));
    }
}
