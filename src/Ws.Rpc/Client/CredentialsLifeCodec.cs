using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Client;

/// <summary>Reads the answer to <c>$/session/auth</c>: how long the credentials hold, if they end.</summary>
internal sealed class CredentialsLifeCodec : RpcCodec<TimeSpan?>
{
    // A peer's number, and a timer's to wait for. Whoever is given more renews earlier than he need.
    private const double LongestMilliseconds = int.MaxValue;

    public static CredentialsLifeCodec Instance { get; } = new();

    public override TimeSpan? Read(ref Utf8JsonReader reader)
    {
        TimeSpan? life = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return life;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isLife = reader.ValueTextEquals("expiresIn"u8);
            reader.Read();
            if (isLife)
            {
                life = ReadValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return life;
    }

    /// <summary>Reads the value of <c>expiresIn</c>; what is no time that lies ahead is none.</summary>
    public static TimeSpan? ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double milliseconds) && milliseconds > 0)
        {
            return TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestMilliseconds));
        }

        reader.Skip();
        return null;
    }

    public override void Write(RpcWriter writer, TimeSpan? value) => throw new NotSupportedException();
}
