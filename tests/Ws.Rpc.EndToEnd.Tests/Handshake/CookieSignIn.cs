using System;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>A page that hands out ASP.NET Core's own cookie.</summary>
internal static class CookieSignIn
{
    public static void Map(WebApplication app) => app.MapPost("/sign-in", static async (HttpContext context) =>
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, "ann")], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
    });

    public static async Task<string> SignInAsync(HubHost host)
    {
        HandshakeReply reply = await RawHandshake.SendAsync(host, "POST /sign-in HTTP/1.1", ["Content-Length: 0"]);
        string cookie = reply["Set-Cookie"] ?? "";
        Assert.Contains('=', cookie);
        return cookie[..cookie.IndexOf(';', StringComparison.Ordinal)];
    }
}
