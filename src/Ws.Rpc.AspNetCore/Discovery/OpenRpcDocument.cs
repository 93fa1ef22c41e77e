using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>
/// The OpenRPC document of one hub, in UTF-8. It is the same for everybody, but for the address, which is the one that each asker
/// has used. Immutable and thread-safe.
/// </summary>
internal sealed class OpenRpcDocument
{
    private readonly byte[] _head;
    private readonly byte[] _tail;

    /// <param name="head">The members before that of the servers.</param>
    /// <param name="tail">The members behind it.</param>
    public OpenRpcDocument(JsonObject head, JsonObject tail)
    {
        // Two halves of one object: without the brace at the seam.
        _head = Write(head)[..^1];
        _tail = Write(tail);
        _tail[0] = (byte)',';
    }

    /// <summary>The document, with the address of the hub if it is known.</summary>
    public byte[] At(string? address)
    {
        byte[] servers = address is null
            ? []
            :
            [
                .. ",\"servers\":[{\"name\":\"default\",\"url\":\""u8,
                .. JsonEncodedText.Encode(address).EncodedUtf8Bytes,
                .. "\"}]"u8,
            ];
        return [.. _head, .. servers, .. _tail];
    }

    private static byte[] Write(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            json.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
