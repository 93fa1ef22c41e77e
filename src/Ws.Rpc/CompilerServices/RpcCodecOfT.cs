using System.ComponentModel;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>Writes and reads values of one type as JSON. Immutable and thread-safe.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcCodec<T> : RpcCodec
{
    private protected RpcCodec()
    {
    }

    /// <summary>Writes one value.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(RpcWriter writer, T value);

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Stands on the first token of the value, and on its last when the method returns.</param>
    /// <returns>The value.</returns>
    /// <exception cref="RpcPayloadException">The JSON does not have the shape of a <typeparamref name="T"/>.</exception>
    public abstract T Read(ref Utf8JsonReader reader);

    internal sealed override void WriteObject(RpcWriter writer, object? value) => Write(writer, (T)value!);
}
