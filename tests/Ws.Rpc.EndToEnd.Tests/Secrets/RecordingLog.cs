using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Ws.Rpc.EndToEnd.Tests.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

/// <summary>Keeps what is logged, as a text log would write it: the message, and the exception below.</summary>
internal sealed class RecordingLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = formatter(state, exception) + " " + exception;
        _lines.Enqueue(line);
        _news.Writer.TryWrite(line);
    }

    /// <summary>Waits until each of the texts was logged, in whatever order.</summary>
    public async Task WaitForAsync(params string[] texts)
    {
        while (!texts.All(text => Lines.Any(line => line.Contains(text, StringComparison.Ordinal))))
        {
            await _news.Reader.ReadAsync().AsTask().Within();
        }
    }

    public void Dispose()
    {
    }
}
