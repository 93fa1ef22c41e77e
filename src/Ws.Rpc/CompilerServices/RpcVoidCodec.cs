using System.ComponentModel;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// The codec of results that nobody wants: skips whatever is there. Its value means nothing and is written as null.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcVoidCodec : RpcCodec<bool>
{
    internal RpcVoidCodec()
    {
    }

    /// <inheritdoc/>
    public override void Write(RpcWriter writer, bool value) => writer.Raw("null"u8);

    /// <inheritdoc/>
    public override bool Read(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }
}
