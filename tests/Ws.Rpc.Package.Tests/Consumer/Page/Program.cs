using System;
using System.Linq;
using System.Net.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

// The client in JavaScript, as pages of an application get it: by both of the ways in which it can serve files.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
var app = builder.Build();
if (args is ["files"])
{
    app.UseStaticFiles();
}
else
{
    app.MapStaticAssets();
}

await app.StartAsync();
using HttpClient http = new() { BaseAddress = new Uri(app.Urls.Single()) };
using HttpResponseMessage response = await http.GetAsync(new Uri("/_content/Ws.Rpc.AspNetCore/ws-rpc.js", UriKind.Relative));
Console.WriteLine($"{response.Content.Headers.ContentType?.MediaType} {(await response.Content.ReadAsByteArrayAsync()).Length}");
await app.StopAsync();
