namespace Ws.Rpc.Tool.Model;

/// <summary>A parameter that travels. The rest is the last, which takes all arguments that are left.</summary>
internal sealed record ContractParameter(string Name, ParameterKind Kind, string Type, bool IsOptional, bool IsRest);
