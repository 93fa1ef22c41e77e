using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Signs tokens, and sets up ASP.NET Core's own handler to check them.</summary>
internal static class TestTokens
{
    private static readonly SymmetricSecurityKey s_key = new("the key that this server trusts, 32 bytes"u8.ToArray());
    private static readonly SymmetricSecurityKey s_otherKey = new("some other key that nobody here trusts!!"u8.ToArray());

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>A token of each kind that the matrix knows.</summary>
    public static string Create(string kind) => kind switch
    {
        "right" => Create("ann", TimeSpan.FromHours(1)),
        "admin" => Create("ann", TimeSpan.FromHours(1), role: "admin"),
        "expired" => Create("ann", TimeSpan.FromMinutes(-1), role: "admin"),
        "audience" => Create("ann", TimeSpan.FromHours(1), role: "admin", audience: "somebody else"),
        "signature" => Create("ann", TimeSpan.FromHours(1), role: "admin", key: s_otherKey),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Create(
        string subject, TimeSpan life, string role = "guest", string audience = "doors", SecurityKey? key = null, string level = "1")
    {
        DateTimeOffset expires = Now + life;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "tests",
            Audience = audience,
            NotBefore = expires.UtcDateTime.AddDays(-1),
            IssuedAt = expires.UtcDateTime.AddDays(-1),
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = role, ["level"] = level },
            SigningCredentials = new SigningCredentials(key ?? s_key, SecurityAlgorithms.HmacSha256),
        });
    }

    public static string SubProtocol(string token) => "ws-rpc.bearer." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    /// <summary>ASP.NET Core's authentication and authorization with these tokens.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<DoorState>();
        services.AddAuthorizationBuilder()
            .AddPolicy("admins", static policy => policy.RequireRole("admin"));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(static jwt =>
        {
            jwt.Events = new JwtBearerEvents { OnTokenValidated = LetSomeLastForEver };
            jwt.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = "tests",
                ValidAudience = "doors",
                IssuerSigningKey = s_key,
                ClockSkew = TimeSpan.Zero,
            };
        });
    }

    private static Task LetSomeLastForEver(TokenValidatedContext context)
    {
        if (context.Principal!.HasClaim("level", "eternal"))
        {
            context.Properties.ExpiresUtc = null;
        }

        return Task.CompletedTask;
    }
}
