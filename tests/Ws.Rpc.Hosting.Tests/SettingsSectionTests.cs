using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Ws.Rpc.Hosting.Tests;

public sealed class SettingsSectionTests
{
    [Fact]
    public void Everything_that_text_can_say_is_read()
    {
        PropertyInfo[] texts = [.. typeof(RpcClientOptions).GetProperties()
            .Where(property => property.PropertyType.IsValueType)
            .Where(property => property.Name is not (nameof(RpcClientOptions.RetryFirstConnect) or nameof(RpcClientOptions.UseFrameworkFraming)))];
        Dictionary<string, string?> values = texts.ToDictionary(property => "Hub:" + property.Name, property => (string?)TextFor(property));

        RpcClientSettings settings = Read(values);

        Assert.All(texts, property => Assert.Equal(
            values["Hub:" + property.Name], Convert.ToString(property.GetValue(settings.Options), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_policy_is_read_and_can_be_switched_off()
    {
        RpcClientSettings settings = Read(new()
        {
            ["Hub:Uri"] = "wss://example.org/hub",
            ["Hub:ConnectOnStart"] = "false",
            ["Hub:Reconnect:BaseDelay"] = "00:00:01",
            ["Hub:Reconnect:MaxDelay"] = "00:00:10",
            ["Hub:Reconnect:StableAfter"] = "00:01:00",
            ["Hub:Reconnect:Factor"] = "1.5",
            ["Hub:Reconnect:MaxAttempts"] = "7",
        });

        Assert.Equal((new Uri("wss://example.org/hub"), false), (settings.Uri, settings.ConnectOnStart));
        Assert.Equal(
            new RpcReconnectPolicy
            {
                BaseDelay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(10),
                StableAfter = TimeSpan.FromMinutes(1),
                Factor = 1.5,
                MaxAttempts = 7,
            },
            settings.Options.Reconnect);
        Assert.Null(Read(new() { ["Hub:Reconnect"] = "false" }).Options.Reconnect);
    }

    [Fact]
    public void What_is_not_said_stays_and_what_cannot_be_read_is_named()
    {
        Assert.Equal(new RpcClientOptions().CallTimeout, Read([]).Options.CallTimeout);
        var failure = Assert.Throws<FormatException>(() => Read(new() { ["Hub:CallTimeout"] = "soon" }));
        Assert.Contains("CallTimeout", failure.Message, StringComparison.Ordinal);
    }

    private static string TextFor(PropertyInfo property) => property.PropertyType switch
    {
        Type type when type == typeof(TimeSpan) => "00:00:42",
        Type type when type == typeof(bool) => property.GetValue(new RpcClientOptions()) is true ? "False" : "True",
        Type type when type == typeof(int) => "43",
        _ => nameof(RpcWhileDisconnected.Fail),
    };

    private static RpcClientSettings Read(Dictionary<string, string?> values)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddRpcClient<IGreeterHub>(configuration.GetSection("Hub"));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<RpcClientSettings>>().Get(typeof(IGreeterHub).FullName);
    }
}
