using System.Security.Claims;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>Who a principal is.</summary>
internal static class UserIdentity
{
    // What JWT calls the subject, where its claims are not renamed to those of .NET.
    private const string Subject = "sub";

    public static string? IdOf(ClaimsPrincipal user) => ClaimOf(user)?.Value;

    /// <summary>
    /// Whether both are one subject of one issuer. Principals that do not say who they are, are not.
    /// </summary>
    public static bool IsSame(ClaimsPrincipal left, ClaimsPrincipal right) =>
        ClaimOf(left) is { } first
        && ClaimOf(right) is { } second
        && first.Value == second.Value
        && first.Issuer == second.Issuer;

    private static Claim? ClaimOf(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier) ?? user.FindFirst(Subject);
}
