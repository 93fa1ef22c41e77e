using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Sessions;

/// <summary>What a peer says that opens a session (protocol section 8).</summary>
/// <param name="IsServed">Whether one of its versions is ours.</param>
/// <param name="Calls">Whether it answers requests.</param>
/// <param name="Heartbeat">The longest silence that it accepts; <see langword="null"/>: any.</param>
/// <param name="WantsResume">Whether it would go on with the session over another connection.</param>
/// <param name="Resume">The session that it wants to go on with; none: a new one.</param>
internal sealed record SessionRequest(
    bool IsServed, bool Calls, TimeSpan? Heartbeat, bool WantsResume, ResumeRequest? Resume)
{
    // More than any token of ours; what is longer is none.
    private const int LongestToken = 128;

    private const int LongestSilence = 24 * 60 * 60 * 1000;

    /// <exception cref="RpcPayloadException">It says something else.</exception>
    public static SessionRequest Read(ReadOnlySpan<byte> json)
    {
        bool served = false;
        bool calls = false;
        TimeSpan? heartbeat = null;
        bool wantsResume = false;
        ResumeRequest? resume = null;
        var arguments = new RpcArgumentReader(json);
        while (arguments.MoveNext(SessionProtocol.Open))
        {
            switch (arguments.Index)
            {
                case 0:
                    served = ReadVersions(ref arguments.Json);
                    break;
                case 2:
                    heartbeat = ReadTime(ref arguments.Json);
                    break;
                case 3:
                    wantsResume = ReadResume(ref arguments.Json, out resume);
                    break;
                case 4:
                    calls = RpcCodecs.Boolean.Read(ref arguments.Json);
                    break;
                default:
                    arguments.Json.Skip();
                    break;
            }
        }

        arguments.End(SessionProtocol.Open, required: 1);
        return new SessionRequest(served, calls, heartbeat, wantsResume, resume);
    }

    private static bool ReadVersions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RpcPayloadException("an array of versions is expected");
        }

        bool served = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            served |= RpcCodecs.Int32.Read(ref reader) == SessionProtocol.Version;
        }

        return served;
    }

    // What is no number is no wish.
    private static TimeSpan? ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        return reader.TryGetDouble(out double milliseconds) && double.IsFinite(milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, LongestSilence))
            : null;
    }

    private static bool ReadResume(ref Utf8JsonReader reader, out ResumeRequest? resume)
    {
        resume = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType != JsonTokenType.Null && RpcCodecs.Boolean.Read(ref reader);
        }

        string? token = null;
        long? received = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsMember(ref reader, "token"u8, isNew: token is null))
            {
                token = RpcCodecs.String.Read(ref reader);
            }
            else if (IsMember(ref reader, "received"u8, isNew: received is null))
            {
                received = RpcCodecs.Int64.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        resume = token is { Length: <= LongestToken } && received is { } count
            ? new ResumeRequest(token, count)
            : throw new RpcPayloadException("a token and a count are expected");
        return true;
    }

    // On the value behind the name, if it is this one.
    private static bool IsMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, bool isNew)
    {
        try
        {
            if (!reader.ValueTextEquals(name))
            {
                return false;
            }
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: the reader notices while it unescapes, and no member is named so.
            return false;
        }

        if (!isNew)
        {
            throw new RpcPayloadException("a member is repeated");
        }

        return reader.Read();
    }
}
