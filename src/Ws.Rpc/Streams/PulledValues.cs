using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Streams;

/// <summary>
/// Reads <c>{"token":…,"values":[…],"finished":…}</c>: what a peer answers that knows no credit, and what stands for a stream
/// among its arguments (protocol section 7).
/// </summary>
internal ref struct PulledValues
{
    /// <summary>By which more can be asked for; none where this is all.</summary>
    public RequestId Token;

    /// <summary>Whether the peer says that these were the last.</summary>
    public bool IsFinished;

    /// <summary>Whether more items come within a credit.</summary>
    public bool IsPushed;

    /// <summary>Reads an object, and stages its items.</summary>
    /// <param name="reader">Stands on the opening brace, and on the closing one when the method returns.</param>
    /// <param name="receiver">Takes the items, if somebody wants them.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="RpcPayloadException">It is something else.</exception>
    public static PulledValues Read(ref Utf8JsonReader reader, StreamReceiver? receiver)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new RpcPayloadException("a stream is expected");
        }

        PulledValues read = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isToken = MemberName.Is(ref reader, "token"u8);
            bool isValues = MemberName.Is(ref reader, "values"u8);
            bool isFinished = MemberName.Is(ref reader, "finished"u8);
            bool isPush = MemberName.Is(ref reader, "push"u8);
            reader.Read();
            if (isValues && receiver is not null && reader.TokenType != JsonTokenType.Null)
            {
                receiver.Stage(ref reader);
            }
            else if (isToken && reader.TokenType != JsonTokenType.Null)
            {
                read.Token = ReadToken(ref reader);
            }
            else
            {
                read.IsFinished |= isFinished && reader.TokenType == JsonTokenType.True;
                read.IsPushed |= isPush && reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
        }

        return read;
    }

    private static RequestId ReadToken(ref Utf8JsonReader reader)
    {
        RequestId token = TokenReader.Read(ref reader, WireLimits.Default, out string? problem);
        return problem is null ? token : throw new RpcPayloadException($"not the token of a stream: {problem}");
    }
}
