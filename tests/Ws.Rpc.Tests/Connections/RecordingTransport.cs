using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Ws.Rpc.Transports;

namespace Ws.Rpc.Tests.Connections;

/// <summary>A transport that writes down what it is asked, and does what the test says.</summary>
internal sealed class RecordingTransport : IMessageTransport
{
    private readonly Channel<byte[]> _incoming = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _gate = new();
    private readonly List<string> _log = [];
    private int _unflushed;

    /// <summary>Called in each write and may make it wait or fail.</summary>
    public Func<Task> OnWrite { get; set; } = () => Task.CompletedTask;

    /// <summary>Called in each flush and may make it wait or fail.</summary>
    public Func<Task> OnFlush { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether written bytes are counted until a flush, as they are over a stream that collects.</summary>
    public bool Collects { get; set; } = true;

    public ReadOnlyMemory<byte> Message { get; private set; }

    public TransportClosure Closure { get; set; } = new(TransportClosureKind.Lost, TransportClosure.NoCloseFrame, "lost");

    public int UnflushedBytes => Volatile.Read(ref _unflushed);

    /// <summary>What was written, "|" for each flush, "close" and "abort".</summary>
    public string Log
    {
        get
        {
            lock (_gate)
            {
                return string.Join(' ', _log);
            }
        }
    }

    public int Flushes
    {
        get
        {
            lock (_gate)
            {
                return _log.FindAll(entry => entry == "|").Count;
            }
        }
    }

    public void Deliver(string text) => _incoming.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    public void End() => _incoming.Writer.TryComplete();

    public async ValueTask<bool> ReceiveAsync()
    {
        if (!await _incoming.Reader.WaitToReadAsync())
        {
            return false;
        }

        _incoming.Reader.TryRead(out byte[]? message);
        Message = message;
        return true;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> message)
    {
        string text = Encoding.UTF8.GetString(message.Span);
        await OnWrite();
        if (text != Encoding.UTF8.GetString(message.Span))
        {
            throw new InvalidOperationException("The message changed while it was written.");
        }

        Add(text);
        if (Collects)
        {
            Interlocked.Add(ref _unflushed, message.Length);
        }
    }

    public async ValueTask FlushAsync()
    {
        await OnFlush();
        Volatile.Write(ref _unflushed, 0);
        Add("|");
    }

    public ValueTask CloseAsync(int code, string reason, TimeSpan timeout)
    {
        Add("close");
        End();
        return default;
    }

    public void Abort()
    {
        Add("abort");
        End();
    }

    public ValueTask DisposeAsync()
    {
        End();
        return default;
    }

    private void Add(string entry)
    {
        lock (_gate)
        {
            _log.Add(entry);
        }
    }
}
