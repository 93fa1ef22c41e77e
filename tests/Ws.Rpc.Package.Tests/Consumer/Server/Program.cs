using System;
using System.Linq;
using Consumer.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddWsRpc();
var app = builder.Build();
app.MapRpcHub<GreeterHub>("/greeter");
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.In.ReadLineAsync();
await app.StopAsync();
