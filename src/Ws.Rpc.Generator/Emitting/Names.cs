namespace Ws.Rpc.Generator.Emitting;

/// <summary>What generated code names outside itself, qualified so that no name of the user's can come between.</summary>
internal static class Names
{
    public const string Runtime = "global::Ws.Rpc.CompilerServices.";
    public const string Arguments = Runtime + "IRpcArguments";
    public const string ArgumentTokens = Runtime + "RpcArgumentTokens";
    public const string ArgumentReader = Runtime + "RpcArgumentReader";
    public const string Channel = Runtime + "RpcChannel";
    public const string Codec = Runtime + "RpcCodec";
    public const string Codecs = Runtime + "RpcCodecs";
    public const string Contract = Runtime + "RpcContract";
    public const string Describer = Runtime + "RpcDescriber";
    public const string Dispatcher = Runtime + "RpcDispatcher";
    public const string IncomingCall = Runtime + "RpcIncomingCall";
    public const string Method = Runtime + "RpcMethod";
    public const string NoArguments = Runtime + "RpcNoArguments";
    public const string Progress = Runtime + "RpcProgress";
    public const string Proxy = Runtime + "IRpcProxy";
    public const string Registry = Runtime + "RpcRegistry";
    public const string Rest = Runtime + "RpcRest";
    public const string TokenArguments = Runtime + "IRpcTokenArguments";
    public const string TupleCodec = Runtime + "RpcTupleCodec";
    public const string Writer = Runtime + "RpcWriter";
    public const string AsyncEnumerable = "global::System.Collections.Generic.IAsyncEnumerable";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string JsonOptions = "global::System.Text.Json.JsonSerializerOptions";
    public const string JsonReader = "global::System.Text.Json.Utf8JsonReader";
    public const string MethodInfo = "global::System.Reflection.MethodInfo";
    public const string SequenceEqual = "global::System.MemoryExtensions.SequenceEqual";
}
