using System;
using System.IO;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Chat.Server.Data;
using Chat.Server.Hosting;
using Chat.Server.Hubs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Chat.Server.Accounts;

/// <summary>
/// Signing in with a name and nothing else: a cookie for browsers, a token for all others. The hub sees no difference.
/// </summary>
internal static class ChatAccounts
{
    private const string EitherScheme = "CookieOrToken";

    public static void AddChatAccounts(this IServiceCollection services, ChatSettings settings)
    {
        SymmetricSecurityKey key = SigningKey.ReadOrCreate(settings.Data);
        services.AddSingleton(key);
        services.AddSingleton<TokenIssuer>();
        services.AddDataProtection()
            .SetApplicationName("Chat")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Data, "keys")));
        services.AddAuthorization();
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, static options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(static options =>
            {
                options.Cookie.Name = "chat";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.Events.OnRedirectToLogin = static context =>
                {
                    context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                    return Task.CompletedTask;
                };
            })
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidIssuer = TokenIssuer.Issuer,
                    ValidAudience = TokenIssuer.Issuer,
                    IssuerSigningKey = key,
                    NameClaimType = JwtRegisteredClaimNames.Sub,
                };
            });
    }

    public static void MapChatAccounts(this IEndpointRouteBuilder routes)
    {
        // Nobody is no error: a page asks before it knows whether it must ask for a name.
        routes.MapGet("/me", static (ClaimsPrincipal user) => TypedResults.Ok(new { name = ChatUser.NameOf(user) }));
        routes.MapPost("/sign-in", SignInAsync);
        routes.MapPost("/sign-out", static () =>
            TypedResults.SignOut(authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme]));
        routes.MapPost("/token", IssueAsync);
    }

    private static string SchemeOf(HttpContext context) =>
        context.Request.Headers.ContainsKey("Authorization")
            ? JwtBearerDefaults.AuthenticationScheme
            : CookieAuthenticationDefaults.AuthenticationScheme;

    private static async Task<IResult> SignInAsync(
        SignInRequest request, ChatDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ChatText.ProblemOf(request.Name, "The name") is { } problem)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        await KnowAsync(db, request.Name!, time, cancellationToken);
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        return TypedResults.SignIn(
            new ClaimsPrincipal(ChatUser.Identity(request.Name!, scheme)), new AuthenticationProperties { IsPersistent = true }, scheme);
    }

    private static async Task<IResult> IssueAsync(
        SignInRequest request, ChatDb db, TokenIssuer issuer, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ChatText.ProblemOf(request.Name, "The name") is { } problem)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        await KnowAsync(db, request.Name!, time, cancellationToken);
        return TypedResults.Ok(new { token = issuer.Issue(request.Name!), expiresIn = (int)TokenIssuer.Lifetime.TotalSeconds });
    }

    private static async Task KnowAsync(ChatDb db, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO Users (Name, Since) VALUES ({name}, {now})", cancellationToken);
    }
}
