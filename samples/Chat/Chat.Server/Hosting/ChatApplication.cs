using System;
using System.IO;
using System.Threading.RateLimiting;
using Chat.Server.Accounts;
using Chat.Server.Data;
using Chat.Server.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;

namespace Chat.Server.Hosting;

/// <summary>The whole server: its services, and its routes.</summary>
public static class ChatApplication
{
    /// <summary>Makes the server. Its settings are those of <see cref="ChatSettings"/>, from the section <c>Chat</c>.</summary>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
        {
            builder.WebHost.UseUrls("http://localhost:5100");
        }

        // So that the library's own files are there when the sample is started from its sources in any environment.
        builder.WebHost.UseStaticWebAssets();
        ChatSettings settings = ChatSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        AddServices(builder.Services, settings);
        WebApplication app = builder.Build();
        MapRoutes(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ChatSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<ChatDb>(options => options.UseSqlite($"Data Source={Path.Combine(settings.Data, "chat.db")}"));
        services.AddHostedService<ChatDbSetup>();
        services.AddScoped<ChatStore>();
        services.AddSingleton<Presence>();
        services.AddSingleton<SpeakingOrder>();
        services.AddChatAccounts(settings);
        if (settings.SharesDatabase)
        {
            services.AddHostedService<MessageRelay>();
        }

        // Behind a gateway on this machine, scheme and host are those that the browser sees.
        services.Configure<ForwardedHeadersOptions>(static options => options.ForwardedHeaders = ForwardedHeaders.All);
        services.AddWsRpc(static options =>
        {
            options.MaxMessageBytes = 64 * 1024;
            options.MaxConnectionsPerUser = 20;
            options.CallRateLimiter = RpcRateLimit.PerConnection(PerSecond(50, burst: 200));
            options.AddRateLimitPolicy(ChatHub.SpeakingLimit, RpcRateLimit.PerUser(PerSecond(5, burst: 30)));
        });
    }

    private static TokenBucketRateLimiterOptions PerSecond(int calls, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = calls,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    };

    private static void MapRoutes(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapChatAccounts();
        app.MapGet("/health", static () => "well");
        app.MapRpcHub<ChatHub>("/chat").RequireAuthorization();
    }
}
