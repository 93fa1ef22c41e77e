using System;
using System.Diagnostics;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Hosting;

/// <summary>
/// Listens to the activity source of the library and keeps the spans that end. The whole process has them while this lives, so
/// that tests with it run beside no other.
/// </summary>
internal sealed class RecordedSpans : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly Channel<Activity> _client = Channel.CreateUnbounded<Activity>();
    private readonly Channel<Activity> _server = Channel.CreateUnbounded<Activity>();
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Ws.Rpc",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => (span.Kind == ActivityKind.Client ? _client : _server).Writer.TryWrite(span),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The next span of a call that was made.</summary>
    public Task<Activity> NextClientAsync() => _client.Reader.ReadAsync().AsTask().WaitAsync(s_limit);

    /// <summary>The next span of a call that was served.</summary>
    public Task<Activity> NextServerAsync() => _server.Reader.ReadAsync().AsTask().WaitAsync(s_limit);

    public void Dispose() => _listener.Dispose();
}
