using System;
using Aot.Client;
using Aot.Contracts;
using Ws.Rpc;

if (args.Length == 0)
{
    Console.WriteLine("usage: Aot.Client ws://host:port/shapes");
    return 2;
}

await using var client = new RpcClient(new Uri(args[0]));
var callbacks = new ShapesClient(client);
using IDisposable handler = client.Handle<IShapesClient>(callbacks);
await client.ConnectAsync();
await new Journey(client.GetHub<IShapesHub>(), callbacks).TravelAsync();
await new FlowJourney(client.GetHub<IFlowsHub>()).TravelAsync();
await new GuardJourney(client.GetHub<IGuardsHub>()).TravelAsync();
return 0;
