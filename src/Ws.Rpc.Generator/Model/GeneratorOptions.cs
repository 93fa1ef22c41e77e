namespace Ws.Rpc.Generator.Model;

/// <summary>What a project says of what it wants generated.</summary>
/// <param name="Client">Whether it calls hubs.</param>
/// <param name="Server">Whether it serves hubs.</param>
internal sealed record GeneratorOptions(bool Client, bool Server)
{
    /// <summary>The client calls hubs and is called back; the server is the other way round.</summary>
    public GeneratedParts PartsOf(ContractKind kind)
    {
        bool isHub = kind == ContractKind.Hub;
        GeneratedParts ofClient = isHub ? GeneratedParts.Proxy : GeneratedParts.Dispatcher;
        GeneratedParts ofServer = isHub ? GeneratedParts.Dispatcher : GeneratedParts.Proxy;
        return (Client ? ofClient : GeneratedParts.None) | (Server ? ofServer : GeneratedParts.None);
    }
}
