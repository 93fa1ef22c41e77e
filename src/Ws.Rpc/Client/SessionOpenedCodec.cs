using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Client;

/// <summary>Reads the answer to <c>$/session/open</c>; members that it does not know are ignored.</summary>
internal sealed class SessionOpenedCodec : RpcCodec<SessionOpened>
{
    private const int LongestConnection = 128;

    public static SessionOpenedCodec Instance { get; } = new();

    public override SessionOpened Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new RpcPayloadException("an object is expected");
        }

        int version = 0;
        string connection = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isVersion = reader.ValueTextEquals("version"u8);
            bool isConnection = reader.ValueTextEquals("connection"u8);
            reader.Read();
            if (isVersion)
            {
                version = RpcCodecs.Int32.Read(ref reader);
            }
            else if (isConnection)
            {
                connection = ReadConnection(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new SessionOpened(version, connection);
    }

    // It goes into logs.
    private static string ReadConnection(ref Utf8JsonReader reader)
    {
        string connection = RpcCodecs.String.Read(ref reader);
        return connection.Length <= LongestConnection && !connection.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? connection
            : throw new RpcPayloadException($"at most {LongestConnection} visible ASCII characters are expected");
    }

    public override void Write(RpcWriter writer, SessionOpened value) => throw new NotSupportedException();
}
