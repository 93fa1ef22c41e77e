using System;
using System.Threading.Tasks;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>The calculator of the samples, for all tests of a class.</summary>
public sealed class CalculatorHost : IAsyncLifetime
{
    private HubHost? _host;

    public Uri Address => _host!.Address;

    public Uri HttpAddress => _host!.HttpAddress;

    public async Task InitializeAsync() => _host = await HubHost.StartAsync<CalculatorHub>();

    public async Task DisposeAsync() => await _host!.DisposeAsync();
}
