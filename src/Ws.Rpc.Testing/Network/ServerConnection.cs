using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace Ws.Rpc.Testing.Network;

/// <summary>
/// The server's end of a connection, as Kestrel wants it: two loops carry bytes between the network and a pair of pipes, as those
/// of Kestrel's own transport do between a socket and its pipes.
/// </summary>
internal sealed class ServerConnection : DefaultConnectionContext
{
    private const int FirstPort = 40_000;
    private const int Ports = 20_000;

    private readonly NetworkEnd _end;
    private readonly ServerPipes _pipes;
    private readonly CancellationTokenSource _closed = new();
    private Task _receiving = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    public ServerConnection(NetworkConnection connection)
        : this(connection, new ServerPipes())
    {
    }

    private ServerConnection(NetworkConnection connection, ServerPipes pipes)
        : base(connection.Number.ToString(CultureInfo.InvariantCulture), pipes, pipes)
    {
        _end = connection.ServerEnd;
        _pipes = pipes;
        ConnectionClosed = _closed.Token;
        LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 80);
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, FirstPort + (connection.Number % Ports));
    }

    public void Start()
    {
        _receiving = Task.Run(ReceiveAsync);
        _sending = Task.Run(SendAsync);
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _end.Dispose();
        _pipes.ToNetwork.Reader.CancelPendingRead();
    }

    public override async ValueTask DisposeAsync()
    {
        await _pipes.FromNetwork.Reader.CompleteAsync().ConfigureAwait(false);
        await _pipes.ToNetwork.Writer.CompleteAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _closed.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends the reading is what the server reads last.")]
    private async Task ReceiveAsync()
    {
        PipeWriter writer = _pipes.FromNetwork.Writer;
        Exception? error = null;
        try
        {
            while (true)
            {
                int count = await _end.ReadAsync(writer.GetMemory(), CancellationToken.None).ConfigureAwait(false);
                writer.Advance(count);
                FlushResult result = await writer.FlushAsync().ConfigureAwait(false);
                if (count == 0 || result.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (ObjectDisposedException exception)
        {
            error = new ConnectionAbortedException(exception.Message, exception);
        }
        catch (Exception exception)
        {
            error = new ConnectionResetException(exception.Message, exception);
        }

        await writer.CompleteAsync(error).ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        PipeReader reader = _pipes.ToNetwork.Reader;
        try
        {
            while (true)
            {
                ReadResult result = await reader.ReadAsync().ConfigureAwait(false);
                foreach (ReadOnlyMemory<byte> bytes in result.Buffer)
                {
                    await _end.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
                }

                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted || result.IsCanceled)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The server reads the same from its other pipe.
        }

        await _end.DisposeAsync().ConfigureAwait(false);
        await reader.CompleteAsync().ConfigureAwait(false);
    }
}
