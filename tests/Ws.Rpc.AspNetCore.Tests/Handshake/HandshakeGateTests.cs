using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ws.Rpc.AspNetCore.Handshake;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Handshake;

public sealed class HandshakeGateTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Filter_that_is_cancelled_is_an_error_only_when_the_client_is_there(bool isGone, int errors)
    {
        var options = new RpcHubOptions();
        options.HandshakeFilters.Add(new WaitingFilter());
        var log = new ErrorCount();
        var gate = new HandshakeGate(options, TimeProvider.System, log, CancellationToken.None);
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(isGone) };

        using AdmittedHandshake? admitted = await gate.AdmitAsync(context).Within();

        Assert.Null(admitted);
        Assert.Equal(errors, log.Errors);
        Assert.Equal(0, gate.Limits.Count);
    }

    private sealed class WaitingFilter : IRpcHandshakeFilter
    {
        public ValueTask<RpcHandshakeResult> OnHandshakeAsync(RpcHandshake handshake, CancellationToken cancellationToken) =>
            throw new OperationCanceledException(cancellationToken);
    }

    private sealed class ErrorCount : ILogger
    {
        public int Errors { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors += logLevel >= LogLevel.Error ? 1 : 0;
    }
}
