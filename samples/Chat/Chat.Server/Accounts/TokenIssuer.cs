using System;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Server.Accounts;

/// <summary>Writes the tokens of clients that are no browsers. Thread-safe.</summary>
internal sealed class TokenIssuer(SymmetricSecurityKey key, TimeProvider time)
{
    public const string Issuer = "chat";

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>How long a token is good.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    public string Issue(string name)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Subject = ChatUser.Identity(name, "Bearer"),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }
}
