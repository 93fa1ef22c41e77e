using System.Collections.Generic;

namespace Ws.Rpc.Tool.Model;

/// <summary>A method of a contract; without a result where it returns and streams nothing.</summary>
internal sealed record ContractMethod(
    string Name, MethodKind Kind, string? Summary, IReadOnlyList<ContractParameter> Parameters, string? Result);
