using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Diagnostics;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>
/// Decides whether the serializer can write and read what a contract sends. Only the analyzer asks: nothing of it prevents
/// generation, and the walk over a context's types is nothing for every key stroke.
/// </summary>
internal static class JsonCoverageRules
{
    public static void Check(
        ContractSurface contract,
        Func<INamedTypeSymbol, JsonContextSurface> contexts,
        Action<Finding> report,
        CancellationToken cancellationToken)
    {
        Dictionary<string, Payload> payloads = new(StringComparer.Ordinal);
        foreach (Payload payload in Payloads.Of(contract))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (JsonSurvival.Problem(payload.Type) is { } problem)
            {
                report(new Finding(Descriptors.LossyType, payload.Symbol, payload.Part, Display(payload.Type), problem));
            }
            else
            {
                foreach (ITypeSymbol type in AskedFor(payload.Type).Where(type => !payloads.ContainsKey(JsonTypeNames.Of(type))))
                {
                    payloads.Add(JsonTypeNames.Of(type), payload with { Type = type });
                }
            }
        }

        if (payloads.Count > 0 && contract.JsonContext is null)
        {
            report(new Finding(Descriptors.NoJsonContext, contract.Symbol, FindingPart.Name, contract.Symbol.Name)
            {
                Properties = Properties(null, payloads.Keys),
            });
        }
        else if (contract.JsonContext is INamedTypeSymbol context && JsonContextRules.IsUsable(context))
        {
            CheckContext(contract, contexts(context), payloads, report);
        }
    }

    // What is put together from codecs asks for its parts only.
    private static IEnumerable<ITypeSymbol> AskedFor(ITypeSymbol type) => TypeClassifier.Classify(type) switch
    {
        { NeedsOptions: false } => [],
        { Codec: CodecKind.Json or CodecKind.JsonNotNull } => [type],
        _ when KnownTypes.Underlying(type) is { } underlying => AskedFor(underlying),
        _ when type is IArrayTypeSymbol array => AskedFor(array.ElementType),
        _ when type is INamedTypeSymbol { IsTupleType: true } tuple
            => tuple.TupleElements.SelectMany(element => AskedFor(element.Type)),
        _ => [],
    };

    private static void CheckContext(
        ContractSurface contract, JsonContextSurface context, Dictionary<string, Payload> payloads, Action<Finding> report)
    {
        ILookup<bool, KeyValuePair<string, Payload>> unread = payloads.Where(pair => !context.CanRead(pair.Value.Type))
            .ToLookup(pair => context.CanOnlyWrite(pair.Value.Type));
        foreach (KeyValuePair<string, Payload> pair in unread[false])
        {
            Payload payload = pair.Value;
            report(new Finding(
                Descriptors.MissingMetadata, payload.Symbol, payload.Part, Display(payload.Type), payload.Method.Name,
                context.Symbol.Name)
            {
                Properties = Properties(context.Symbol, [pair.Key]),
            });
        }

        string[] written = [.. unread[true].Select(pair => Display(pair.Value.Type))];
        if (written.Length > 0)
        {
            string name = written.Length == 1 ? written[0] : context.Symbol.Name;
            report(new Finding(Descriptors.SerializationOnly, contract.Symbol, FindingPart.JsonContext, name)
            {
                Properties = Properties(context.Symbol, []),
            });
        }
    }

    private static ImmutableDictionary<string, string?> Properties(INamedTypeSymbol? context, IEnumerable<string> types)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(
            FixProperties.Types, string.Join(FixProperties.Separator.ToString(), types));
        return context is { DeclaringSyntaxReferences.Length: > 0 }
            ? properties.Add(FixProperties.Declaration, DocumentationCommentId.CreateDeclarationId(context))
            : properties;
    }

    private static string Display(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
