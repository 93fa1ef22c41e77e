using System;
using Chat.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
{
    builder.WebHost.UseUrls("http://localhost:5100");
}

builder.Services.AddWsRpc(options => options.MaxMessageBytes = 64 * 1024);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<ChatRooms>();
WebApplication app = builder.Build();
app.MapRpcHub<ChatHub>("/chat");
app.MapGet("/", (HttpRequest request) => Welcome.Text(request.Host));
app.Run();
