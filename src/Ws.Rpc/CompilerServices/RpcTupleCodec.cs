using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// The codec of a tuple: a JSON array of its elements. System.Text.Json by itself would lose them, for they are fields. What
/// derives from this is generated.
/// </summary>
/// <typeparam name="T">The tuple.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcTupleCodec<T> : RpcCodec<T>
    where T : struct
{
    /// <summary>Creates the codec.</summary>
    [SuppressMessage("ApiDesign", "RS0022", Justification = "Only generated code knows the elements of a tuple.")]
    protected RpcTupleCodec()
    {
    }

    /// <inheritdoc/>
    public sealed override void Write(RpcWriter writer, T value)
    {
        writer.Raw((byte)'[');
        WriteElements(writer, value);
        writer.Raw((byte)']');
    }

    /// <inheritdoc/>
    public sealed override T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RpcPayloadException("an array is expected");
        }

        T value = ReadElements(ref reader);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? value : throw new RpcPayloadException("the array is too long");
    }

    internal sealed override JsonObject Describe(RpcSchemas schemas)
    {
        RpcCodec[] elements = ElementCodecs();
        return new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonArray([.. elements.Select(element => element.Describe(schemas))]),
            ["minItems"] = elements.Length,
            ["maxItems"] = elements.Length,
        };
    }

    /// <summary>Gives the codecs of the elements.</summary>
    /// <returns>The codecs, in their order.</returns>
    protected abstract RpcCodec[] ElementCodecs();

    /// <summary>Writes the elements, without the brackets.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="value">The tuple.</param>
    protected abstract void WriteElements(RpcWriter writer, T value);

    /// <summary>Reads the elements, each after <see cref="MoveNext"/>.</summary>
    /// <param name="reader">Stands on the bracket, and on the last token of the last element when the method returns.</param>
    /// <returns>The tuple.</returns>
    protected abstract T ReadElements(ref Utf8JsonReader reader);

    /// <summary>Moves to the next element.</summary>
    /// <param name="reader">The reader.</param>
    protected static void MoveNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            throw new RpcPayloadException("the array is too short");
        }
    }
}
