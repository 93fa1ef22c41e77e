using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.Chaos.Hubs;
using Ws.Rpc.Chaos.Oracle;
using Ws.Rpc.Chaos.Proxy;

namespace Ws.Rpc.Chaos;

/// <summary>
/// What tests run as a process: <c>server PORT [JOURNAL]</c>, until SIGTERM; <c>proxy PORT SEED</c>, for tests in other languages,
/// until its input ends. And what people run: <c>--soak [SCALE [SEED]]</c>, the long run.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["server", string port, .. string[] file]:
                using (Journal journal = new(file.FirstOrDefault()))
                await using (ChaosServer server = await ChaosServer.StartAsync(
                    journal: journal, port: int.Parse(port, CultureInfo.InvariantCulture)))
                {
                    Console.WriteLine(server.Address);
                    await server.Application.WaitForShutdownAsync();
                }

                return 0;

            case ["proxy", string upstream, string seed]:
                await RunProxyAsync(
                    int.Parse(upstream, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
                return 0;

            case ["--soak", .. { Length: <= 2 } times]:
                return await SoakRun.RunAsync(times.ElementAtOrDefault(0), times.ElementAtOrDefault(1));

            default:
                await Console.Error.WriteLineAsync("server PORT [JOURNAL] | proxy UPSTREAM-PORT SEED | --soak [SCALE [SEED]]");
                return 2;
        }
    }

    private static async Task RunProxyAsync(int upstream, int seed)
    {
        await using FaultProxy proxy = new(upstream, seed);
        await using ProxyControl control = await ProxyControl.StartAsync(proxy);
        Console.WriteLine($"{proxy.AddressOf("/")} {control.Address}");
        await Console.In.ReadToEndAsync();
    }
}
