using System;
using System.Linq;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Takes the user from the query, as no real application should: <c>?user=ann&amp;role=admin&amp;age=42</c>.</summary>
internal sealed class QueryUser : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, rest) =>
        {
            if (context.Request.Query.TryGetValue("user", out var name))
            {
                var claims = new[] { new Claim(ClaimTypes.NameIdentifier, name.ToString()) }
                    .Concat(context.Request.Query["role"].Select(static role => new Claim(ClaimTypes.Role, role!)))
                    .Concat(context.Request.Query["age"].Select(static age => new Claim("age", age!)));
                context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "query"));
            }

            return rest(context);
        });
        next(app);
    };
}
