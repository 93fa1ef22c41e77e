using System;
using System.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc;
using Ws.Rpc.ColdStart;

// A server, a client, one call: what is measured is how soon "answered" comes.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddWsRpc();
await using WebApplication app = builder.Build();
app.MapRpcHub<SumHub>("/rpc");
await app.StartAsync();
await using RpcClient client = new(new Uri(new Uri(app.Urls.First()), "/rpc"));
await client.ConnectAsync();
Console.WriteLine(await client.GetHub<ISumHub>().AddAsync(40, 2) == 42 ? "answered" : "wrong");
