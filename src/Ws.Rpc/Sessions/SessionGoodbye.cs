using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Sessions;

/// <summary>What a server that will leave says with <c>$/session/close</c> (protocol section 8).</summary>
/// <param name="Reason">For people.</param>
/// <param name="Deadline">How long it serves the calls that are under way.</param>
/// <param name="RetryAfter">Within what time the client shall connect anew.</param>
internal sealed record SessionGoodbye(string Reason, TimeSpan Deadline, TimeSpan RetryAfter)
{
    // A peer's number: who says a month means nothing good.
    private const int LongestMilliseconds = 10 * 60 * 1000;
    private const int LongestReason = 123;

    private static readonly RpcMethod s_close = new("$/session/close", ["reason", "deadline", "retryAfter", "url"]);

    /// <summary>Hands it to whoever wants to know; what cannot be read is taken for nothing.</summary>
    public static void Receive(RpcSession session, ReadOnlySpan<byte> json) => session.GoingAway?.Invoke(Read(json));

    private static SessionGoodbye Read(ReadOnlySpan<byte> json)
    {
        string reason = "";
        TimeSpan deadline = TimeSpan.Zero;
        TimeSpan retryAfter = TimeSpan.Zero;
        try
        {
            var arguments = new RpcArgumentReader(json);
            while (arguments.MoveNext(s_close))
            {
                switch (arguments.Index)
                {
                    case 0 when arguments.Json.TokenType == JsonTokenType.String:
                        reason = RpcCodecs.String.Read(ref arguments.Json);
                        break;
                    case 1:
                        deadline = ReadTime(ref arguments.Json);
                        break;
                    case 2:
                        retryAfter = ReadTime(ref arguments.Json);
                        break;
                    default:
                        arguments.Json.Skip();
                        break;
                }
            }
        }
        catch (RpcPayloadException)
        {
            // It leaves, whatever else it says.
        }

        return new SessionGoodbye(reason.Length <= LongestReason ? reason : reason[..LongestReason], deadline, retryAfter);
    }

    private static TimeSpan ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double milliseconds))
        {
            return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, LongestMilliseconds));
        }

        reader.Skip();
        return TimeSpan.Zero;
    }
}
