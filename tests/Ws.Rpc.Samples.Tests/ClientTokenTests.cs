using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Chat.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Samples.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Samples.Tests;

/// <summary>The console client's token, by which a gateway knows it again.</summary>
public sealed class ClientTokenTests
{
    [Fact]
    public async Task Token_is_kept_until_half_of_its_time_is_over_or_it_is_refused()
    {
        int given = 0;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/token", context => context.Response.WriteAsync($$"""{"token":"{{++given}}","expiresIn":3600}"""));
        app.Use(static (context, next) =>
        {
            context.Response.ContentType = "application/json";
            return next(context);
        });
        await app.StartAsync().Within();
        var clock = new Clock();
        using var tokens = new Tokens(new Uri(app.Urls.Single()), "ann", clock);

        Assert.Equal("1", await tokens.GetAsync(CancellationToken.None));
        clock.Now += TimeSpan.FromMinutes(29);
        Assert.Equal("1", await tokens.GetAsync(CancellationToken.None));
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("2", await tokens.GetAsync(CancellationToken.None));
        tokens.Forget();
        Assert.Equal("3", await tokens.GetAsync(CancellationToken.None));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
