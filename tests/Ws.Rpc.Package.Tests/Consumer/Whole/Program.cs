using System;
using System.Linq;
using Consumer.Whole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ws.Rpc;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddWsRpc();
var app = builder.Build();
app.MapRpcHub<CounterHub>("/counter");
await app.StartAsync();
await using (var client = new RpcClient(new Uri(app.Urls.Single() + "/counter")))
{
    client.Handle<ICounterClient>(new Steps());
    await client.ConnectAsync();
    ICounterHub counter = client.GetHub<ICounterHub>();
    Console.WriteLine(await counter.AddAsync(40, 2));
    await foreach (int number in counter.CountAsync(4))
    {
        Console.WriteLine(number);
    }
}

await app.StopAsync();
