using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Diagnostics;

/// <summary>What each diagnostic says; the pages under <c>docs/diagnostics</c> say more.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor GenericContract = Error(
        DiagnosticIds.GenericContract,
        "A contract must not be generic",
        "RPC contract '{0}' must not be generic or stand in a generic type");

    public static readonly DiagnosticDescriptor InaccessibleContract = Error(
        DiagnosticIds.InaccessibleContract,
        "Generated code must be able to reach a contract",
        "'{0}' is not accessible to generated code; it and the types that contain it must be internal or public");

    public static readonly DiagnosticDescriptor ReturnType = Error(
        DiagnosticIds.ReturnType,
        "A method must return something that can be answered",
        "'{0}' returns '{1}'; {2}");

    public static readonly DiagnosticDescriptor MemberKind = Error(
        DiagnosticIds.MemberKind,
        "A contract may only contain methods",
        "RPC contract '{0}' may only contain methods; '{1}' is {2}");

    public static readonly DiagnosticDescriptor GenericMethod = Error(
        DiagnosticIds.GenericMethod,
        "A method must not be generic",
        "RPC method '{0}' must not be generic");

    public static readonly DiagnosticDescriptor ParameterType = Error(
        DiagnosticIds.ParameterType,
        "A parameter must be able to travel",
        "Parameter '{0}' of '{1}' cannot be sent: {2}");

    public static readonly DiagnosticDescriptor RepeatedWireName = Error(
        DiagnosticIds.RepeatedWireName,
        "Methods must differ on the wire",
        "'{0}' and '{1}' have the same wire name '{2}'; give one a [RpcMethod] name");

    public static readonly DiagnosticDescriptor SeveralCancellationTokens = Error(
        DiagnosticIds.SeveralCancellationTokens,
        "A method takes one cancellation token",
        "'{0}' has more than one CancellationToken");

    public static readonly DiagnosticDescriptor CancellationTokenNotLast = Warning(
        DiagnosticIds.CancellationTokenNotLast,
        "A cancellation token stands last",
        "CancellationToken should be the last parameter of '{0}'");

    public static readonly DiagnosticDescriptor WireName = Error(
        DiagnosticIds.WireName,
        "A wire name must be valid",
        "'{0}' is not a valid wire name: {1}");

    public static readonly DiagnosticDescriptor MethodWithBody = Warning(
        DiagnosticIds.MethodWithBody,
        "A method with a body is not called over the wire",
        "'{0}' has a body and is never called over the wire");

    public static readonly DiagnosticDescriptor CancellableNotification = Error(
        DiagnosticIds.CancellableNotification,
        "A notification takes nothing that lasts",
        "'{0}' is a notification and cannot take {1}");

    public static readonly DiagnosticDescriptor HubAndCallback = Error(
        DiagnosticIds.HubAndCallback,
        "A contract is a hub or a callback",
        "'{0}' is marked with both [RpcHub] and [RpcCallback]; a contract is one or the other");

    public static readonly DiagnosticDescriptor CallbackType = Error(
        DiagnosticIds.CallbackType,
        "A callback type must be a callback contract",
        "Callback type '{0}' of hub '{1}' must be an interface marked [RpcCallback]");

    public static readonly DiagnosticDescriptor NotCancellable = Configurable(
        DiagnosticIds.NotCancellable,
        DiagnosticSeverity.Info,
        "A request can be cancelled",
        "'{0}' cannot be cancelled; add a CancellationToken");

    public static readonly DiagnosticDescriptor DefaultValue = Warning(
        DiagnosticIds.DefaultValue,
        "A default value must be known to the other side",
        "Default value of '{0}' cannot be reproduced; the dispatcher requires the argument");

    public static readonly DiagnosticDescriptor AcknowledgedVoid = Error(
        DiagnosticIds.AcknowledgedVoid,
        "A method that is acknowledged returns a task",
        "'{0}' returns void and cannot be acknowledged; let it return Task or ValueTask");

    public static readonly DiagnosticDescriptor SharedWireName = Configurable(
        DiagnosticIds.SharedWireName,
        DiagnosticSeverity.Error,
        "The contracts of a hub must differ on the wire",
        "Hub '{0}' serves the wire name '{1}' by '{2}' and by '{3}'; give one of the contracts a Prefix");

    public static readonly DiagnosticDescriptor NoJsonContext = Warning(
        DiagnosticIds.NoJsonContext,
        "Without reflection a contract needs a JSON context",
        "RPC contract '{0}' uses types that need JSON metadata but names no JsonContext");

    public static readonly DiagnosticDescriptor MissingMetadata = Warning(
        DiagnosticIds.MissingMetadata,
        "A JSON context must know each type of its contract",
        "'{0}' is used by '{1}' but '{2}' has no [JsonSerializable(typeof({0}))]");

    public static readonly DiagnosticDescriptor JsonContextType = Error(
        DiagnosticIds.JsonContextType,
        "A JSON context must be a context that generated code can reach",
        "'{0}' is not an accessible partial class deriving from JsonSerializerContext");

    public static readonly DiagnosticDescriptor LossyType = Warning(
        DiagnosticIds.LossyType,
        "A type must survive JSON",
        "'{0}' does not survive JSON: {1}");

    public static readonly DiagnosticDescriptor SerializationOnly = Configurable(
        DiagnosticIds.SerializationOnly,
        DiagnosticSeverity.Error,
        "A JSON context must be able to read",
        "'{0}' is generated in Serialization mode and cannot be read; use Default or Metadata");

    public static readonly DiagnosticDescriptor NoContract = Configurable(
        DiagnosticIds.NoContract,
        DiagnosticSeverity.Error,
        "A type argument must be a contract",
        "'{0}' cannot be used here: {1}");

    public static readonly DiagnosticDescriptor NotGenerated = Warning(
        DiagnosticIds.NotGenerated,
        "The assembly of a contract must hold its generated code",
        "Assembly '{0}' declares '{1}' but has no generated code; reference the Ws.Rpc package there");

    public static readonly DiagnosticDescriptor UnobservedCall = Configurable(
        DiagnosticIds.UnobservedCall,
        DiagnosticSeverity.Info,
        "A call should be observed",
        "Calls to '{0}' are never observed; a failure of one would go unnoticed");

    public static readonly DiagnosticDescriptor AnswerOfMany = Configurable(
        DiagnosticIds.AnswerOfMany,
        DiagnosticSeverity.Error,
        "Many clients cannot answer one call",
        "'{0}' is answered and cannot be called on many clients at once; use Client(id) or Caller, or ask each by AskAsync");

    private const string Category = "Ws.Rpc";

    public static ImmutableArray<DiagnosticDescriptor> OfContracts { get; } =
    [
        GenericContract, InaccessibleContract, ReturnType, MemberKind, GenericMethod, ParameterType, RepeatedWireName,
        SeveralCancellationTokens, CancellationTokenNotLast, NotCancellable, WireName, MethodWithBody, CancellableNotification,
        HubAndCallback, CallbackType, DefaultValue, AcknowledgedVoid, JsonContextType,
    ];

    public static ImmutableArray<DiagnosticDescriptor> OfHubs { get; } = [SharedWireName];

    public static ImmutableArray<DiagnosticDescriptor> OfJson { get; } =
        [NoJsonContext, MissingMetadata, LossyType, SerializationOnly];

    public static ImmutableArray<DiagnosticDescriptor> OfTypeArguments { get; } = [NoContract, NotGenerated];

    public static ImmutableArray<DiagnosticDescriptor> OfCalls { get; } = [UnobservedCall, AnswerOfMany];

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. OfContracts, .. OfHubs, .. OfJson, .. OfTypeArguments, .. OfCalls];

    // Nothing can be generated from a contract that breaks such a rule: a silenced error would only become a riddle.
    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Help(id),
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Configurable(id, DiagnosticSeverity.Warning, title, message);

    private static DiagnosticDescriptor Configurable(string id, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: Help(id));

    private static string Help(string id) => $"https://github.com/ws-rpc/ws-rpc/blob/main/docs/diagnostics/{id}.md";
}
