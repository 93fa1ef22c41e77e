using System;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Chaos.Hubs;
using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>Who gets a session by its token: its owner, where it was opened, as long as it is kept.</summary>
[Collection(ChaosCollection.Name)]
public sealed class TokenOwnerTests
{
    private const string Other = "/other";
    private const string Never = "/never";

    private static readonly string?[] s_identities =
        [null, "alice;password;here", "bob;password;here", "alice;certificate;here", "alice;password;elsewhere"];

    private static readonly string[] s_routes = [ChaosServer.Path, Other, Never];

    [Theory]
    [InlineData(60_000)]
    [InlineData(1)]
    public async Task A_session_is_that_of_the_one_who_opened_it_whoever_knows_its_token(int window)
    {
        await using ChaosServer server = await ChaosServer.StartAsync(
            options => options.Resume = new RpcResumeOptions { Window = TimeSpan.FromMilliseconds(window) }, application: Prepare);
        bool isKept = window > 1;
        int call = 0;
        var rows =
            from opener in s_identities
            from other in s_identities
            from route in s_routes
            from isAway in new[] { false, true }
            select (opener, other, route, isAway);
        foreach ((string? opener, string? other, string route, bool isAway) in rows)
        {
            using RawSession owner = await ConnectAsync(server, ChaosServer.Path, opener);
            await owner.OpenAsync();
            await owner.DoAsync(++call);
            if (isAway)
            {
                await LeaveAsync(server, owner, isKept);
            }

            using RawSession shown = await ConnectAsync(server, route, other);
            bool resumed = await shown.ResumeAsync(owner.Token);
            bool isGood = isKept || !isAway;
            bool isHis = isGood && opener == other && route == ChaosServer.Path;
            Assert.True(resumed == isHis, $"opened by {opener}, shown by {other} at {route}, away: {isAway}: {resumed}");
            Assert.Equal(resumed, shown.Connection == owner.Connection);
            Assert.Equal(route == Never, shown.Token.Length == 0);

            using RawSession again = await ConnectAsync(server, ChaosServer.Path, opener);
            Assert.Equal(isGood, await again.ResumeAsync(resumed ? shown.Token : owner.Token));
            Assert.Equal(isGood, owner.Connection == again.Connection);
            again.Dispose();
            shown.Dispose();
            await LeaveAsync(server, owner, isKept);
        }
    }

    // Where none is kept it is gone as soon as the server has noticed.
    private static async Task LeaveAsync(ChaosServer server, RawSession session, bool isKept)
    {
        session.Dispose();
        if (!isKept)
        {
            await Eventually.BecomesTrueAsync(() => server.Journal.Connections == 0, "nobody is there");
        }
    }

    private static Task<RawSession> ConnectAsync(ChaosServer server, string route, string? identity) =>
        RawSession.ConnectAsync(server.Port, route, identity is null ? null : $"X-Identity: {identity}\n");

    // Everybody is believed: name, scheme, issuer.
    private static void Prepare(WebApplication application)
    {
        application.Use((HttpContext context, RequestDelegate next) =>
        {
            if (context.Request.Headers["X-Identity"].ToString().Split(';') is [string name, string scheme, string issuer])
            {
                Claim[] claims = [new(ClaimTypes.NameIdentifier, name, ClaimValueTypes.String, issuer)];
                context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
            }

            return next(context);
        });
        application.MapRpcHub<ChaosHub>(Other);
        application.MapRpcHub<ChaosHub>(Never).WithOptions(options => options.Resume = null);
    }
}
