using System;
using System.Text.Json;

namespace Ws.Rpc;

/// <summary>
/// An error with a code that travels to the other side: thrown by a handler it becomes the call's error answer, and the caller's
/// awaited task throws it again with the same <see cref="Code"/>, <see cref="Exception.Message"/> and <see cref="Data"/>.
/// </summary>
public class RpcException : Exception
{
    private readonly JsonSerializerOptions? _dataOptions;

    /// <summary>Creates an error with the code <see cref="RpcErrorCode.ApplicationError"/>.</summary>
    /// <param name="message">A text for the peer.</param>
    public RpcException(string message)
        : this(RpcErrorCode.ApplicationError, message)
    {
    }

    /// <summary>Creates an error.</summary>
    /// <param name="code">
    /// The code, an application's own outside −32768…−32000 or one of <see cref="RpcErrorCode"/> (protocol section 10).
    /// </param>
    /// <param name="message">A text for the peer.</param>
    /// <param name="data">
    /// Further data, written as JSON with the connection's serializer options; it should be an object (protocol section 10).
    /// </param>
    /// <param name="innerException">The cause, which stays on this side.</param>
    public RpcException(int code, string message, object? data = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Data = data;
    }

    internal RpcException(int code, string message, JsonElement? data, JsonSerializerOptions dataOptions)
        : base(message)
    {
        Code = code;
        Data = data;
        _dataOptions = dataOptions;
    }

    /// <summary>Gets the error's code (protocol section 10).</summary>
    public int Code { get; }

    /// <summary>
    /// Gets the further data: what the thrower gave, or a <see cref="JsonElement"/> where the error came over the wire;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public new object? Data { get; }

    /// <summary>
    /// Describes the error for a log. Where it came over the wire its text is the peer's: control characters are escaped here and
    /// what is long is cut, which <see cref="Exception.Message"/> leaves as it is.
    /// </summary>
    /// <returns>The description, with the stack.</returns>
    public override string ToString() => PeerText.EscapeMessages(this, base.ToString());

    /// <summary>Reads <see cref="Data"/> as a <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The type to read, known to the connection's serializer options.</typeparam>
    /// <returns>The data, or <see langword="default"/> if there is none.</returns>
    /// <exception cref="JsonException">The data does not have the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="InvalidCastException">The data was given as an object of another type on this side.</exception>
    public T? GetData<T>()
    {
        if (Data is JsonElement element && _dataOptions is not null && typeof(T) != typeof(JsonElement))
        {
            return (T?)element.Deserialize(_dataOptions.GetTypeInfo(typeof(T)));
        }

        return Data is null ? default : (T)Data;
    }
}
