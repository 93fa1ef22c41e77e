using System;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ws.Rpc.Testing.Tests.Network;

/// <summary>A network with a server on it that sends back what it receives.</summary>
internal sealed class EchoNetwork : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _served = new(0);

    public EchoNetwork(TimeProvider time, int seed = 1)
    {
        Network = new ScriptedNetwork(time, seed);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(UseEcho));
        builder.WebHost.UseScriptedNetwork(Network);
        _application = builder.Build();
    }

    public ScriptedNetwork Network { get; }

    public NetworkConnection Last => Network.Connections[^1];

    /// <summary>How the first connection that ended did, as the server saw it.</summary>
    public Task<Exception?> Ended => _ended.Task;

    public async Task<Stream> ConnectAsync()
    {
        if (Network.Connections.Count == 0)
        {
            await _application.StartAsync();
        }

        return await Network.ConnectAsync(new Uri("tcp://echo"));
    }

    /// <summary>Completes when the server has sent back so many bytes.</summary>
    public async Task Served(int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            await _served.WaitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource atOnce = new();
        await atOnce.CancelAsync();
        await _application.StopAsync(atOnce.Token);
        await _application.DisposeAsync();
        _served.Dispose();
    }

    private void UseEcho(ListenOptions listen) => listen.Use(_ => ServeAsync);

    private async Task ServeAsync(ConnectionContext connection)
    {
        Exception? error = null;
        try
        {
            await CopyAsync(connection.Transport);
        }
        catch (IOException exception)
        {
            error = exception;
        }
        catch (ConnectionAbortedException exception)
        {
            error = exception;
        }

        _ended.TrySetResult(error);
    }

    private async Task CopyAsync(IDuplexPipe pipe)
    {
        while (true)
        {
            ReadResult result = await pipe.Input.ReadAsync();
            foreach (ReadOnlyMemory<byte> bytes in result.Buffer)
            {
                await pipe.Output.WriteAsync(bytes);
            }

            if (!result.Buffer.IsEmpty)
            {
                _served.Release((int)result.Buffer.Length);
            }

            pipe.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }
        }
    }
}
