using System;

namespace Ws.Rpc.Wire;

/// <summary>The top-level members that the protocol knows (section 3).</summary>
[Flags]
internal enum EnvelopeMembers
{
    None = 0,
    Version = 1 << 0,
    Id = 1 << 1,
    Method = 1 << 2,
    Result = 1 << 3,
    Error = 1 << 4,
    Params = 1 << 5,
    Credit = 1 << 6,
    TraceParent = 1 << 7,
    TraceState = 1 << 8,
    After = 1 << 9,
}
