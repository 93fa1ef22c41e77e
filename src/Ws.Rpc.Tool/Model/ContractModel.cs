using System.Collections.Generic;

namespace Ws.Rpc.Tool.Model;

/// <summary>The contracts of an assembly, and all types that they speak of, each in the order in which it is written.</summary>
internal sealed record ContractModel(
    IReadOnlyList<ContractInterface> Hubs, IReadOnlyList<ContractInterface> Callbacks, IReadOnlyList<DeclaredType> Types);
