using System;
using Consumer.Tested;
using Ws.Rpc;
using Ws.Rpc.Testing;

var clock = new FakeClock();
await using RpcTestHost host = await RpcTestHost.StartAsync<DoorbellHub>(new RpcTestHostOptions { TimeProvider = clock });
await using RpcTestClient ann = await host.ConnectAsync(RpcTestUser.Create("ann"));
Console.WriteLine(await ann.GetHub<IDoorbellHub>().RingAsync());
Console.WriteLine(await ann.Received.WaitForAsync("rang"));
ann.Connection.Fail(NetworkFault.Reset);
host.Network.RefusesConnections = true;
try
{
    await host.ConnectAsync();
}
catch (RpcConnectionException)
{
    Console.WriteLine("refused");
}
