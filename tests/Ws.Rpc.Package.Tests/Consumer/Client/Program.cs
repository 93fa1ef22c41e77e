using System;
using System.Threading.Tasks;
using Consumer.Client;
using Consumer.Contracts;
using Ws.Rpc;

await using var client = new RpcClient(new Uri(args[0]));
client.Handle<IGreeterClient>(new Titles());
await client.ConnectAsync();
IGreeterHub greeter = client.GetHub<IGreeterHub>();
Console.WriteLine(await greeter.GreetAsync("Ann", 2));
try
{
    await greeter.FailAsync(17);
}
catch (RpcException error)
{
    Console.WriteLine($"{error.Code} {error.Message}");
}
