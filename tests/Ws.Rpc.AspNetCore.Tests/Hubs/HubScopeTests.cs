using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore.Hubs;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>The activator and the scope, with a container of their own.</summary>
public sealed class HubScopeTests
{
    private readonly List<string> _journal = [];
    private readonly RpcHubContext _context = new HubContext(null!, null!);

    [Fact]
    public async Task Hub_is_made_by_its_constructor_and_disposed_before_its_scope()
    {
        await using ServiceProvider services = Build();
        var activator = new HubActivator<SomeHub>(services);

        HubScope<SomeHub> scope = Create(services, activator);
        Assert.True(activator.IsOwner);
        Assert.Same(_context, scope.Hub.Context);
        Assert.Empty(_journal);
        ValueTask disposal = scope.DisposeAsync();

        Assert.True(disposal.IsCompletedSuccessfully);
        Assert.Equal(["hub", "service"], _journal);
    }

    [Fact]
    public async Task Hub_is_made_and_disposed_by_the_container_when_it_is_registered()
    {
        await using ServiceProvider services = Build(static services => services.AddTransient<SomeHub, DerivedHub>());
        var activator = new HubActivator<SomeHub>(services);

        HubScope<SomeHub> scope = Create(services, activator);
        Assert.False(activator.IsOwner);
        Assert.IsType<DerivedHub>(scope.Hub);
        await scope.DisposeAsync().Within();

        Assert.Equal(["hub", "service"], _journal);
    }

    [Fact]
    public async Task Scope_waits_for_the_hub_when_it_disposes_asynchronously()
    {
        await using ServiceProvider services = Build();
        HubScope<SomeAsyncHub> scope = Create(services, new HubActivator<SomeAsyncHub>(services));

        Task disposal = scope.DisposeAsync().AsTask();
        Assert.Empty(_journal);
        scope.Hub.Gate.SetResult();
        await disposal.Within();

        Assert.Equal(["hub", "service"], _journal);
    }

    [Fact]
    public async Task Scope_is_disposed_even_if_the_disposal_of_the_hub_fails()
    {
        await using ServiceProvider services = Build();
        HubScope<SomeAsyncHub> scope = Create(services, new HubActivator<SomeAsyncHub>(services));
        _journal.Add("fail");
        scope.Hub.Gate.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.DisposeAsync().Within());

        Assert.Equal(["fail", "hub", "service"], _journal);
    }

    [Fact]
    public async Task Scope_is_disposed_when_a_synchronous_disposal_of_the_hub_fails()
    {
        await using ServiceProvider services = Build();
        HubScope<FailingHub> scope = Create(services, new HubActivator<FailingHub>(services));

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.DisposeAsync().Within());

        Assert.Equal(["service"], _journal);
    }

    [Fact]
    public async Task Scope_is_disposed_when_the_hub_cannot_be_made()
    {
        await using ServiceProvider services = Build();
        var activator = new HubActivator<ThrowingHub>(services);

        Assert.Throws<InvalidOperationException>(() => Create(services, activator));

        Assert.Equal(["service"], _journal);
    }

    [Fact]
    public async Task Each_scope_has_its_own_hub_and_services()
    {
        await using ServiceProvider services = Build();
        var activator = new HubActivator<SomeHub>(services);

        HubScope<SomeHub> first = Create(services, activator);
        HubScope<SomeHub> second = Create(services, activator);

        Assert.NotSame(first.Hub, second.Hub);
        Assert.NotSame(first.Hub.Service, second.Hub.Service);
        await first.DisposeAsync().Within();
        await second.DisposeAsync().Within();
    }

    [Fact]
    public void Hub_has_no_context_before_it_serves()
    {
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => new SomeHub(new SomeService(_journal)).Context);

        Assert.Contains("constructor", exception.Message, StringComparison.Ordinal);
    }

    private ServiceProvider Build(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(_journal);
        services.AddScoped<SomeService>();
        configure?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private HubScope<THub> Create<THub>(IServiceProvider services, HubActivator<THub> activator)
        where THub : RpcHub =>
        HubScope<THub>.Create(services.GetRequiredService<IServiceScopeFactory>(), activator, _context);

    private sealed class DerivedHub(SomeService service) : SomeHub(service);

    private sealed class FailingHub(SomeService service) : RpcHub, IDisposable
    {
        public void Dispose() => throw new InvalidOperationException($"as asked, with {service.Journal.Count} entries");
    }

    private sealed class ThrowingHub : RpcHub
    {
        public ThrowingHub(SomeService service) =>
            throw new InvalidOperationException($"as asked, with {service.Journal.Count} entries");
    }
}
