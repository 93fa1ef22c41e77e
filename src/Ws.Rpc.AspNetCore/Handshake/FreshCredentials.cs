using System;
using System.Security.Claims;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>What a token that a client sent later says.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="ExpiresAt">Until when it holds; <see langword="null"/> for as long as the connection.</param>
/// <param name="IsAuthorized">Whether this user may still use the hub.</param>
internal sealed record FreshCredentials(ClaimsPrincipal User, DateTimeOffset? ExpiresAt, bool IsAuthorized);
