using System;
using System.Linq;
using System.Threading.RateLimiting;
using Aot.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSingleton<Notes>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddAuthorizationBuilder().AddPolicy("nobody", static policy => policy.RequireAssertion(static _ => false));
builder.Services.AddValidation();
builder.Services.AddWsRpc(static options => options.AddRateLimitPolicy("once", RpcRateLimit.PerConnection(
    new TokenBucketRateLimiterOptions
    {
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromDays(1),
    })));
WebApplication app = builder.Build();
app.MapRpcHub<ShapesHub>("/shapes");
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
Console.WriteLine(Console.In.ReadLine());
await app.StopAsync();
