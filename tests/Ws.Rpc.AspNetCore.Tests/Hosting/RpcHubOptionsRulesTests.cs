using System;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Options;
using Ws.Rpc.AspNetCore.Hosting;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hosting;

public sealed class RpcHubOptionsRulesTests
{
    public static TheoryData<string, Action<RpcHubOptions>> Broken => new()
    {
        { "MaxMessageBytes is 0", static options => options.MaxMessageBytes = 0 },
        { "MaxConcurrentCalls is -1", static options => options.MaxConcurrentCalls = -1 },
        { "MaxPendingCalls is 0", static options => options.MaxPendingCalls = 0 },
        { "OutgoingQueueBytes is 0", static options => options.OutgoingQueueBytes = 0 },
        { "OutgoingQueueFrames is 0", static options => options.OutgoingQueueFrames = 0 },
        { "MessageTimeout is 00:00:00", static options => options.MessageTimeout = TimeSpan.Zero },
        { "MaxDepth is 0", static options => options.MaxDepth = 0 },
        { "MaxDepth is 65", static options => options.MaxDepth = 65 },
        { "MaxMethodNameBytes is 0", static options => options.MaxMethodNameBytes = 0 },
        { "MaxMethodNameBytes is 1025", static options => options.MaxMethodNameBytes = 1025 },
        { "MaxIdBytes is 19", static options => options.MaxIdBytes = 19 },
        { "MaxBatchEntries is -1", static options => options.MaxBatchEntries = -1 },
        { "MaxParseErrors is 0", static options => options.MaxParseErrors = 0 },
        { "MaxProgressTokens is 0", static options => options.MaxProgressTokens = 0 },
        { "SlowConsumer is 7", static options => options.SlowConsumer = (RpcSlowConsumer)7 },
        { "CallTimeout is 00:00:00", static options => options.CallTimeout = TimeSpan.Zero },
        { "CallTimeout is -00:00:01", static options => options.CallTimeout = TimeSpan.FromSeconds(-1) },
        { "CallTimeout is 50.00:00:00", static options => options.CallTimeout = TimeSpan.FromDays(50) },
        { "CloseTimeout is 00:00:00", static options => options.CloseTimeout = TimeSpan.Zero },
        { "CloseTimeout is -00:00:00.0010000", static options => options.CloseTimeout = Timeout.InfiniteTimeSpan },
        { "HandshakeTimeout is 00:00:00", static options => options.HandshakeTimeout = TimeSpan.Zero },
        { "MaxConnections is 0", static options => options.MaxConnections = 0 },
        { "MaxConnectionsPerUser is 0", static options => options.MaxConnectionsPerUser = 0 },
        { "MaxConnectionsPerAddress is -1", static options => options.MaxConnectionsPerAddress = -1 },
        { "AllowedOrigins: 'example.org'", static options => options.AllowedOrigins.Add("example.org") },
        { "SubProtocolAliases: ''", static options => options.SubProtocolAliases.Add("") },
        { "SubProtocolAliases: 'ws-rpc.bearer.x'", static options => options.SubProtocolAliases.Add("ws-rpc.bearer.x") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Options_are_refused_by_name_when_one_makes_no_sense(string named, Action<RpcHubOptions> change)
    {
        var options = new RpcHubOptions();
        change(options);

        OptionsValidationException exception =
            Assert.Throws<OptionsValidationException>(() => RpcHubOptionsRules.ThrowIfBroken(options));

        Assert.Contains("RpcHubOptions." + named, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_are_refused_with_all_reasons_when_many_make_no_sense()
    {
        var options = new RpcHubOptions { MaxMessageBytes = -5, MaxPendingCalls = 0, CloseTimeout = TimeSpan.Zero };

        OptionsValidationException exception =
            Assert.Throws<OptionsValidationException>(() => RpcHubOptionsRules.ThrowIfBroken(options));

        Assert.Equal(3, exception.Failures.Count());
    }

    [Fact]
    public void Options_are_accepted_when_they_are_the_defaults_or_the_extremes()
    {
        RpcHubOptionsRules.ThrowIfBroken(new RpcHubOptions());
        RpcHubOptionsRules.ThrowIfBroken(new RpcHubOptions
        {
            MaxMessageBytes = int.MaxValue,
            MaxConcurrentCalls = 1,
            MaxPendingCalls = 1,
            MaxConnections = 1,
            MaxConnectionsPerUser = 1,
            MaxConnectionsPerAddress = 1,
            HandshakeTimeout = Timeout.InfiniteTimeSpan,
            OutgoingQueueBytes = 1,
            OutgoingQueueFrames = int.MaxValue,
            CallTimeout = Timeout.InfiniteTimeSpan,
            CloseTimeout = TimeSpan.FromDays(49),
        });
    }
}
