using System.Collections.Generic;

namespace Ws.Rpc.Tool.Model;

/// <summary>A contract. Its methods are named as on the wire, without the prefix.</summary>
internal sealed record ContractInterface(string Name, string Prefix, string? Summary, IReadOnlyList<ContractMethod> Methods);
