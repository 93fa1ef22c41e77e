using System;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>Believes a token, or a cookie, that says <c>NAME</c> or <c>NAME.MILLISECONDS</c>, which is how long it holds.</summary>
internal sealed class PlainAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "plain";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? credentials = Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header["Bearer ".Length..]
            : Request.Cookies["user"];
        if (credentials is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        string[] parts = credentials.Split('.');
        if (parts[0] == "nobody")
        {
            return Task.FromResult(AuthenticateResult.Fail("Nobody is not let in."));
        }

        var properties = new AuthenticationProperties();
        if (parts.Length > 1)
        {
            properties.ExpiresUtc =
                TimeProvider.GetUtcNow() + TimeSpan.FromMilliseconds(int.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        ClaimsIdentity identity = new([new Claim(ClaimTypes.NameIdentifier, parts[0])], Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Name)));
    }
}
