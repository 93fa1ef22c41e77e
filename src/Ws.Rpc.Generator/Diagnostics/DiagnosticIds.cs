namespace Ws.Rpc.Generator.Diagnostics;

/// <summary>
/// The ids of all diagnostics, in three ranges: contracts, JSON, usage. An id is never renumbered and never used again for
/// another rule.
/// </summary>
internal static class DiagnosticIds
{
    public const string GenericContract = "WSRPC001";
    public const string InaccessibleContract = "WSRPC002";
    public const string ReturnType = "WSRPC003";
    public const string MemberKind = "WSRPC004";
    public const string GenericMethod = "WSRPC005";
    public const string ParameterType = "WSRPC006";
    public const string RepeatedWireName = "WSRPC007";
    public const string SeveralCancellationTokens = "WSRPC008";
    public const string CancellationTokenNotLast = "WSRPC009";
    public const string NotCancellable = "WSRPC010";
    public const string WireName = "WSRPC011";
    public const string MethodWithBody = "WSRPC012";
    public const string CancellableNotification = "WSRPC013";
    public const string HubAndCallback = "WSRPC014";
    public const string CallbackType = "WSRPC015";
    public const string DefaultValue = "WSRPC016";
    public const string AcknowledgedVoid = "WSRPC017";
    public const string SharedWireName = "WSRPC018";
    public const string NoJsonContext = "WSRPC020";
    public const string MissingMetadata = "WSRPC021";
    public const string JsonContextType = "WSRPC022";
    public const string LossyType = "WSRPC023";
    public const string SerializationOnly = "WSRPC024";
    public const string NoContract = "WSRPC030";
    public const string NotGenerated = "WSRPC031";
    public const string UnobservedCall = "WSRPC032";
    public const string AnswerOfMany = "WSRPC033";
}
