using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Chat.Server.Accounts;

/// <summary>A user as the rest of ASP.NET Core knows one: the name is the subject, and so the hub's <c>UserId</c>.</summary>
internal static class ChatUser
{
    public static ClaimsIdentity Identity(string name, string scheme) =>
        new([new Claim(JwtRegisteredClaimNames.Sub, name)], scheme, JwtRegisteredClaimNames.Sub, ClaimTypes.Role);

    /// <summary><see langword="null"/> for nobody.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.FindFirstValue(JwtRegisteredClaimNames.Sub);
}
