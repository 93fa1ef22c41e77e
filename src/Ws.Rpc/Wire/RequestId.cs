using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ws.Rpc.Wire;

/// <summary>
/// The id of a request: an opaque JSON scalar that is compared and echoed byte for byte (protocol section 3). Integers in their
/// canonical form are kept as a number, everything else as its bytes.
/// </summary>
internal readonly struct RequestId : IEquatable<RequestId>
{
    private const int LongestInt64 = 20;

    private readonly byte[]? _token;
    private readonly long _number;
    private readonly bool _present;

    public RequestId(long number)
    {
        _number = number;
        _present = true;
    }

    private RequestId(byte[] token)
    {
        _token = token;
        _present = true;
    }

    /// <summary>No id: a notification, or an error whose request could not be identified (written as <c>null</c>).</summary>
    public static RequestId None => default;

    public bool IsNone => !_present;

    /// <summary>Reads the id as one of ours: an integer in its canonical form.</summary>
    public bool TryGetNumber(out long number)
    {
        number = _number;
        return _present && _token is null;
    }

    /// <summary>Keeps the bytes of a JSON string or number as they were sent.</summary>
    public static RequestId FromToken(ReadOnlySpan<byte> token)
    {
        if (Utf8Parser.TryParse(token, out long number, out int consumed) && consumed == token.Length
            && IsCanonical(token, number))
        {
            return new RequestId(number);
        }

        return new RequestId(token.ToArray());
    }

    /// <summary>Keeps the string or number that a reader stands on.</summary>
    public static RequestId FromScalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return FromToken(reader.ValueSpan);
        }

        return new RequestId([(byte)'"', .. reader.ValueSpan, (byte)'"']);
    }

    public void WriteTo(MessageBuffer buffer)
    {
        if (!_present)
        {
            buffer.Write("null"u8);
        }
        else if (_token is not null)
        {
            buffer.Write(_token);
        }
        else
        {
            Utf8Formatter.TryFormat(_number, buffer.GetSpan(LongestInt64), out int written);
            buffer.Advance(written);
        }
    }

    public bool Equals(RequestId other)
    {
        if (_present != other._present || _number != other._number)
        {
            return false;
        }

        return _token is null ? other._token is null : other._token is not null && _token.AsSpan().SequenceEqual(other._token);
    }

    public override bool Equals(object? obj) => obj is RequestId other && Equals(other);

    public override int GetHashCode()
    {
        if (_token is null)
        {
            return HashCode.Combine(_number, _present);
        }

        HashCode hash = default;
        hash.AddBytes(_token);
        return hash.ToHashCode();
    }

    public override string ToString() =>
        !_present ? "null" : _token is null ? _number.ToString(CultureInfo.InvariantCulture) : Encoding.UTF8.GetString(_token);

    // "-0", "+1" and "007" read as numbers but are not written back the same way.
    private static bool IsCanonical(ReadOnlySpan<byte> token, long number)
    {
        Span<byte> canonical = stackalloc byte[LongestInt64];
        Utf8Formatter.TryFormat(number, canonical, out int written);
        return token.SequenceEqual(canonical[..written]);
    }
}
