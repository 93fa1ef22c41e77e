using System;
using System.Collections.Generic;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ws.Rpc.AspNetCore;
using Ws.Rpc.Testing.Hosting;
using Ws.Rpc.Testing.Time;

namespace Ws.Rpc.Testing;

/// <summary>
/// An application that serves a hub to clients of the same process, without sockets: real clients, Kestrel and the hub as they
/// are in production, over a <see cref="ScriptedNetwork"/>. Thread-safe.
/// </summary>
public sealed class RpcTestHost : IAsyncDisposable
{
    private const string Path = "/hub";

    private readonly RpcTestHostOptions _options;
    private readonly Func<WebApplication, RpcHubEndpointConventionBuilder> _map;
    private readonly TestUsers _users = new();
    private WebApplication _application;

    private RpcTestHost(RpcTestHostOptions options, Func<WebApplication, RpcHubEndpointConventionBuilder> map)
    {
        _options = options;
        _map = map;
        Network = new ScriptedNetwork(options.TimeProvider, options.Seed);
        _application = Build();
    }

    /// <summary>Gets the network between the clients and the server.</summary>
    public ScriptedNetwork Network { get; }

    /// <summary>
    /// Gets the services of the server that runs, or ran last: its singletons, <see cref="IRpcHubContext{THub, TCallback}"/>.
    /// </summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Starts a host.</summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="options">What else it consists of.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The host; whoever starts it disposes it.</returns>
    public static async Task<RpcTestHost> StartAsync<THub>(
        RpcTestHostOptions? options = null, CancellationToken cancellationToken = default)
        where THub : RpcHub
    {
        options ??= new RpcTestHostOptions();
        var host = new RpcTestHost(options, static application => application.MapRpcHub<THub>(Path));
        try
        {
            await host._application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return host;
    }

    /// <summary>Makes a client that is not connected yet, so that it can be given handlers.</summary>
    /// <param name="user">Who it is; nobody, if left out.</param>
    /// <param name="options">
    /// The client's options. What connects it is the host's, and so is its time unless they name another.
    /// </param>
    /// <param name="path">The path of another hub; the host's own, if left out.</param>
    /// <returns>The client; whoever makes it disposes it.</returns>
    public RpcTestClient CreateClient(ClaimsPrincipal? user = null, RpcClientOptions? options = null, string path = Path)
    {
        options ??= new RpcClientOptions();
        if (options.ConnectSocket is not null || options.ConnectStream is not null)
        {
            throw new ArgumentException("The client of a test host is connected by the host.", nameof(options));
        }

        var headers = new Dictionary<string, string>(options.Headers);
        if (user is not null)
        {
            headers[TestUsers.Header] = _users.Add(user);
        }

        TimeProvider time = options.TimeProvider == TimeProvider.System ? _options.TimeProvider : options.TimeProvider;
        RpcClientOptions changed = options with { Headers = headers, TimeProvider = time };
        return new RpcTestClient(new Uri("ws://localhost" + path), changed, Network);
    }

    /// <summary>Makes a client and connects it.</summary>
    /// <param name="user">Who it is; nobody, if left out.</param>
    /// <param name="options">The client's options, as for <see cref="CreateClient"/>.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <returns>The client; whoever makes it disposes it.</returns>
    /// <exception cref="RpcConnectionException">The server refused the handshake.</exception>
    public async Task<RpcTestClient> ConnectAsync(
        ClaimsPrincipal? user = null, RpcClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        RpcTestClient client = CreateClient(user, options);
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return client;
    }

    /// <summary>
    /// Stops the server as SIGTERM would: connections are closed, and new ones refused. A <see cref="FakeClock"/> is advanced
    /// meanwhile, here and where the host is restarted or disposed, because a server lets its clients leave within deadlines.
    /// </summary>
    /// <param name="cancellationToken">Ends the patience with those that do not leave.</param>
    /// <returns>A task that completes when it has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        LeavingTime.PassAsync(_options.TimeProvider, _application.StopAsync(cancellationToken));

    /// <summary>
    /// Stops the server and starts another in its place, which knows nothing of the first, as after a deployment. Users stay who
    /// they are. Not to be called concurrently.
    /// </summary>
    /// <param name="cancellationToken">Ends the patience with the connections of the old one, and gives the start up.</param>
    /// <returns>A task that completes when the new one listens.</returns>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _application = Build();
        await _application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops the server, if it still runs.</summary>
    /// <returns>A task that completes when nothing of it runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    // A test's time leaps over what a client had to answer.
    private static void WithoutHeartbeat(RpcHubOptions options) => options.HeartbeatInterval = Timeout.InfiniteTimeSpan;

    // Nothing of the machine gets in: no configuration files, no environment, no signals.
    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseScriptedNetwork(Network);
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IHostLifetime, TestHostLifetime>();
        builder.Services.AddSingleton(_options.TimeProvider);
        builder.Services.AddSingleton(_users);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(RpcTestUser.Scheme)
            .AddScheme<AuthenticationSchemeOptions, TestAuthenticationHandler>(RpcTestUser.Scheme, null);
        builder.Services.AddWsRpc(WithoutHeartbeat);
        builder.Services.AddWsRpc(_options.ConfigureHub);
        _options.ConfigureServices?.Invoke(builder.Services);
        WebApplication application = builder.Build();
        _options.ConfigureApplication?.Invoke(application);
        RpcHubEndpointConventionBuilder route = _map(application);
        _options.ConfigureRoute?.Invoke(route);
        return application;
    }
}
