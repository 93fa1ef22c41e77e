using System.Security.Claims;

namespace Ws.Rpc.AspNetCore.Sessions;

/// <summary>Whose a session is: nobody else may go on with it, whatever he knows.</summary>
internal static class SessionIdentity
{
    /// <summary>Whether both are the same subject, authenticated in the same way, or both nobody.</summary>
    public static bool IsSame(ClaimsPrincipal left, ClaimsPrincipal right)
    {
        bool isSomebody = left.Identity?.IsAuthenticated == true;
        return isSomebody == (right.Identity?.IsAuthenticated == true)
            && left.Identity?.AuthenticationType == right.Identity?.AuthenticationType
            && (!isSomebody || UserIdentity.IsSame(left, right));
    }
}
