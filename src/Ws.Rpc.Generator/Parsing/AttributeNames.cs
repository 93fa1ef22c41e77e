namespace Ws.Rpc.Generator.Parsing;

/// <summary>The marks of the library and their members, as metadata names.</summary>
internal static class AttributeNames
{
    public const string Namespace = "Ws.Rpc";
    public const string Hub = "Ws.Rpc.RpcHubAttribute";
    public const string Callback = "Ws.Rpc.RpcCallbackAttribute";
    public const string HubClass = "RpcHubAttribute";
    public const string CallbackClass = "RpcCallbackAttribute";
    public const string MethodClass = "RpcMethodAttribute";
    public const string OrderedClass = "RpcOrderedAttribute";
    public const string PrefixMember = "Prefix";
    public const string IdempotentMember = "Idempotent";
    public const string CallbackMember = "Callback";
    public const string JsonContextMember = "JsonContext";
    public const string AcknowledgedMember = "Acknowledged";
}
