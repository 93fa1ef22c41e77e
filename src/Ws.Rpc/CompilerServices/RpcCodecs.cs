using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>The codecs that generated code uses. Thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcCodecs
{
}
