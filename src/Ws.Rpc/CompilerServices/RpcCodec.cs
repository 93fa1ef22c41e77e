using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes and reads values of one type as JSON. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcCodec
{
    private protected RpcCodec()
    {
    }

    /// <summary>Describes the JSON that it writes, as a new JSON Schema; an empty one where anything may come.</summary>
    /// <param name="schemas">Describes what the codec does not know by itself.</param>
    internal virtual JsonObject Describe(RpcSchemas schemas) => [];

    /// <summary>Writes one value, whose type fits.</summary>
    internal abstract void WriteObject(RpcWriter writer, object? value);
}
