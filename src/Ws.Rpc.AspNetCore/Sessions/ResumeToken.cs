using System;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>
/// The secret by which a client knows its session again: 256 bits, of which the server keeps a hash only (protocol section 8).
/// </summary>
internal sealed class ResumeToken
{
    private const int Bytes = 32;

    private readonly byte[] _hash;

    private ResumeToken(byte[] hash)
    {
        _hash = hash;
        Key = Convert.ToHexString(hash);
    }

    /// <summary>Where it is found. Tells nothing of the secret.</summary>
    public string Key { get; }

    /// <summary>A new one, and the text that the client gets.</summary>
    public static ResumeToken Create(out string text)
    {
        text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return Of(text);
    }

    /// <summary>What a client shows.</summary>
    public static ResumeToken Of(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether both are the same, in a time that does not tell how much of them is.</summary>
    public bool IsSame(ResumeToken other) => CryptographicOperations.FixedTimeEquals(_hash, other._hash);
}
