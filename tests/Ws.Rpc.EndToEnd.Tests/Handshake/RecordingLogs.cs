using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Logging;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>Keeps everything that an application logs: texts, parameters, scopes and exceptions. Thread-safe.</summary>
internal sealed class RecordingLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Category, string Text, string Exception)> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<(string Category, string Text, string Exception)> Entries => [.. _entries];

    /// <summary>All entries, which are gone then.</summary>
    public IReadOnlyList<(string Category, string Text, string Exception)> Take()
    {
        var taken = new List<(string Category, string Text, string Exception)>();
        while (_entries.TryDequeue(out (string Category, string Text, string Exception) entry))
        {
            taken.Add(entry);
        }

        return taken;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(RecordingLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            List<string?> texts = [formatter(state, exception)];
            if (state is IEnumerable<KeyValuePair<string, object?>> parameters)
            {
                texts.AddRange(parameters.Select(static parameter => parameter.Value?.ToString()));
            }

            logs._scopes.ForEachScope(static (scope, texts) => texts.Add(scope?.ToString()), texts);
            logs._entries.Enqueue((category, string.Join(" | ", texts), exception?.ToString() ?? ""));
        }
    }
}
