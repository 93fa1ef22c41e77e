using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.Hosting;

/// <summary>A client that a host's services hold, and its connecting, which begins once and is owned here. Thread-safe.</summary>
internal sealed class HostedClient : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly bool _retries;
    private readonly CancellationTokenSource _stopping = new();

    // Begun where it is first asked for, so that from then on calls wait.
    private readonly Lazy<Task> _connecting;

    public HostedClient(
        Uri uri, RpcClientOptions options, bool connectsOnStart, IEnumerable<CallbackHandler> handlers, ILogger logger)
    {
        _logger = logger;
        _retries = options.Reconnect is not null;
        ConnectsOnStart = connectsOnStart;
        _connecting = new Lazy<Task>(ConnectAsync);
        Client = new RpcClient(uri, options with { RetryFirstConnect = _retries });
        foreach (CallbackHandler handler in handlers)
        {
            // For as long as the client lives.
            handler.AddTo(Client);
        }
    }

    public RpcClient Client { get; }

    public bool ConnectsOnStart { get; }

    /// <summary>Begins to connect, unless that has begun; calls wait meanwhile.</summary>
    public void Begin() => _ = _connecting.Value;

    /// <summary>
    /// The same when the host starts. One that connects again by itself is not waited for, so that a host starts without its
    /// peers; of any other a failure is the host's.
    /// </summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Task connecting = _connecting.Value;
        return _retries ? Task.CompletedTask : connecting.WaitAsync(cancellationToken);
    }

    /// <summary>Says goodbye when the host stops.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Client.CloseAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await Client.DisposeAsync().ConfigureAwait(false);
        if (_connecting.IsValueCreated)
        {
            await _connecting.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is logged; the health check and the calls tell of it, too.")]
    private async Task ConnectAsync()
    {
        try
        {
            await Client.ConnectAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The host stops before there was a connection.
        }
        catch (Exception exception)
        {
            _logger.FirstConnectFailed(exception);
            if (!_retries)
            {
                throw;
            }
        }
    }
}
