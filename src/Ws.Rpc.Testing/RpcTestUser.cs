using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Claims;

namespace Ws.Rpc.Testing;

/// <summary>Users for <see cref="RpcTestHost"/>, whose clients are believed who they say they are.</summary>
public static class RpcTestUser
{
    /// <summary>The name of the authentication scheme that a test host has by default.</summary>
    public const string Scheme = "RpcTest";

    /// <summary>Makes a user, whose name is also the <c>UserId</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="roles">The roles.</param>
    /// <returns>The user; claims may be added.</returns>
    public static ClaimsPrincipal Create(string name, params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(roles);
        IEnumerable<Claim> names = [new(ClaimTypes.NameIdentifier, name), new(ClaimTypes.Name, name)];
        IEnumerable<Claim> claims = names.Concat(roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }
}
