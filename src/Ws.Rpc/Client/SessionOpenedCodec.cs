using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Client;

/// <summary>Reads the answer to <c>$/session/open</c>; members that it does not know are ignored.</summary>
internal sealed class SessionOpenedCodec : RpcCodec<SessionOpened>
{
    private const int LongestConnection = 128;
    private const int LongestToken = 1024;

    // A peer's number, and a timer's to wait for.
    private const uint LongestWindow = 24 * 60 * 60 * 1000;

    public static SessionOpenedCodec Instance { get; } = new();

    public override SessionOpened Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new RpcPayloadException("an object is expected");
        }

        var opened = new SessionOpened(0, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            opened = ReadMember(ref reader, opened);
        }

        return opened;
    }

    private static SessionOpened ReadMember(ref Utf8JsonReader reader, SessionOpened opened)
    {
        if (IsMember(ref reader, "version"u8))
        {
            return opened with { Version = RpcCodecs.Int32.Read(ref reader) };
        }

        if (IsMember(ref reader, "connection"u8))
        {
            return opened with { Connection = ReadConnection(ref reader) };
        }

        if (IsMember(ref reader, "resumed"u8))
        {
            return opened with { Resumed = RpcCodecs.Boolean.Read(ref reader) };
        }

        if (IsMember(ref reader, "received"u8))
        {
            return opened with { Received = RpcCodecs.Int64.Read(ref reader) };
        }

        if (IsMember(ref reader, "expiresIn"u8))
        {
            return opened with { ExpiresIn = CredentialsLifeCodec.ReadValue(ref reader) };
        }

        if (IsMember(ref reader, "resume"u8))
        {
            return reader.TokenType == JsonTokenType.Null ? opened : ReadResume(ref reader, opened);
        }

        reader.Read();
        reader.Skip();
        return opened;
    }

    // On the value behind the name, if it is this one.
    private static bool IsMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.ValueTextEquals(name) && reader.Read();

    private static SessionOpened ReadResume(ref Utf8JsonReader reader, SessionOpened opened)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new RpcPayloadException("an object is expected");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsMember(ref reader, "token"u8))
            {
                opened = opened with { Token = ReadToken(ref reader) };
            }
            else if (IsMember(ref reader, "ttl"u8))
            {
                opened = opened with { Window = ReadWindow(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return opened;
    }

    private static string ReadToken(ref Utf8JsonReader reader)
    {
        string token = RpcCodecs.String.Read(ref reader);
        return token.Length is > 0 and <= LongestToken
            ? token
            : throw new RpcPayloadException($"a token of at most {LongestToken} characters is expected");
    }

    private static TimeSpan ReadWindow(ref Utf8JsonReader reader) =>
        TimeSpan.FromMilliseconds(Math.Min(RpcCodecs.UInt32.Read(ref reader), LongestWindow));

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
