using System;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Minimal.Server;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
{
    builder.WebHost.UseUrls("http://localhost:5080");
}

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddWsRpc();
WebApplication app = builder.Build();
app.MapRpcHub<CalculatorHub>("/calc");
app.Run();
