using System;

namespace Ws.Rpc.Generator.Model;

/// <summary>What is written for a contract.</summary>
[Flags]
internal enum GeneratedParts
{
    None = 0,
    Proxy = 1,
    Dispatcher = 2,
    Both = Proxy | Dispatcher,
}
