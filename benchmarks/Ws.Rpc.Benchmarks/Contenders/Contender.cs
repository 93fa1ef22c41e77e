using System;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>A framework: how a server offers it, and how a client comes to it.</summary>
/// <param name="Name">How tables and goals name it.</param>
/// <param name="Connection">Makes a connection, not yet connected.</param>
/// <param name="Register">Adds what the server needs.</param>
/// <param name="Map">Adds its endpoint.</param>
internal sealed record Contender(
    string Name, Func<IContender> Connection, Action<IServiceCollection> Register, Action<WebApplication> Map);
