using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Calls;

/// <inheritdoc/>
internal sealed class ProgressListener<T>(CallProgress call, IProgress<T> progress, RpcCodec<T> codec) : ProgressListener
{
    // How many reports a slow handler may be behind: a newer one drops the oldest.
    private const int Capacity = 64;

    // A report's value is two levels down in its message.
    private static readonly JsonReaderOptions s_readerOptions = new() { MaxDepth = WireLimits.Default.MaxDepth - 2 };

    // Guarded by the call's gate.
    private readonly Queue<T> _values = new();
    private T _taken = default!;

    [SuppressMessage("Design", "CA1031", Justification = "A value that does not fit must not end the receive loop.")]
    public override void Receive(ReadOnlySpan<byte> json)
    {
        T value;
        try
        {
            var reader = new Utf8JsonReader(json, s_readerOptions);
            reader.Read();
            value = codec.Read(ref reader);
        }
        catch (Exception exception)
        {
            call.OnMisfit(exception);
            return;
        }

        call.Keep(this, value);
    }

    /// <summary>
    /// Keeps a report; <see langword="false"/> if the oldest had to go for it, so that there are no more than before.
    /// </summary>
    public bool KeepLocked(T value)
    {
        bool isFull = _values.Count == Capacity;
        if (isFull)
        {
            _values.Dequeue();
        }

        _values.Enqueue(value);
        return !isFull;
    }

    public override void TakeLocked() => _taken = _values.Dequeue();

    public override void Deliver()
    {
        T value = _taken;
        _taken = default!;
        progress.Report(value);
    }
}
