using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>
/// The name of a stream on the wire: the id of the request whose result it is, or the token that stands for it among the
/// arguments (protocol section 7).
/// </summary>
internal readonly record struct StreamName(RequestId Value, bool IsToken)
{
    public static StreamName Result(RequestId id) => new(id, IsToken: false);

    public static StreamName Token(RequestId token) => new(token, IsToken: true);

    /// <summary>Writes the member that names the stream.</summary>
    public void WriteTo(MessageBuffer message)
    {
        message.Write(IsToken ? "\"token\":"u8 : "\"id\":"u8);
        Value.WriteTo(message);
    }
}
