namespace Ws.Rpc.Generator.Model;

internal enum ContractKind
{
    Hub,
    Callback,
}
