using System;
using System.Text.Json;

namespace Ws.Rpc.Testing;

/// <summary>A call that the server made, a notification or a request, as it came over the wire. Immutable.</summary>
public sealed class ReceivedMessage
{
    private readonly JsonSerializerOptions _options;

    internal ReceivedMessage(string text, JsonElement message, JsonSerializerOptions options)
    {
        _options = options;
        Text = text;
        Method = message.GetProperty("method").GetString()!;
        Id = message.TryGetProperty("id", out JsonElement id) ? id.GetRawText() : null;
        Params = message.TryGetProperty("params", out JsonElement parameters) ? parameters : default;
    }

    /// <summary>Gets the wire name of the method, such as <c>message</c> for <c>MessageAsync</c> (protocol section 3).</summary>
    public string Method { get; }

    /// <summary>Gets the id of a request as it was written; <see langword="null"/> for a notification.</summary>
    public string? Id { get; }

    /// <summary>Gets the arguments: an array, or an object where the server calls by name.</summary>
    public JsonElement Params { get; }

    /// <summary>Gets the whole message.</summary>
    public string Text { get; }

    /// <summary>Reads an argument.</summary>
    /// <typeparam name="T">Its type, known to the client's serializer options.</typeparam>
    /// <param name="index">Which one, from 0.</param>
    /// <returns>The argument.</returns>
    /// <exception cref="InvalidOperationException">The arguments are no array.</exception>
    /// <exception cref="IndexOutOfRangeException">There are fewer.</exception>
    /// <exception cref="JsonException">It is of another type.</exception>
    public T? Argument<T>(int index) => Params[index].Deserialize<T>(_options);

    /// <summary>Gets the whole message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
