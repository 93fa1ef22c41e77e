namespace Ws.Rpc.Tool.Model;

/// <summary>What travels in a parameter's place.</summary>
internal enum ParameterKind
{
    Value,
    Progress,
    Stream,
}
