using System;
using System.Collections.Generic;
using System.Threading;
using Ws.Rpc.Sessions;
using Ws.Rpc.Streams;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

public sealed class CallArgumentStreamsTests
{
    [Fact]
    public void A_stream_that_is_read_behind_the_cancellation_is_released_with_the_others()
    {
        using var cancellation = new CancellationTokenSource();
        var streams = new CallArgumentStreams(cancellation.Token);
        var first = new ReleasedStream();
        var second = new ReleasedStream();
        streams.Add(first);
        cancellation.Cancel();
        streams.Add(second);

        Assert.IsType<OperationCanceledException>(Assert.Single(first.Reasons));
        Assert.IsType<OperationCanceledException>(Assert.Single(second.Reasons));
        streams.End();
        Assert.Single(first.Reasons);
    }

    [Fact]
    public void The_end_releases_once_and_a_cancellation_behind_it_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var streams = new CallArgumentStreams(cancellation.Token);
        var stream = new ReleasedStream();
        streams.Add(stream);
        streams.End();
        cancellation.Cancel();

        Assert.IsType<InvalidOperationException>(Assert.Single(stream.Reasons));
    }

    private sealed class ReleasedStream : IArgumentStream
    {
        public List<Exception> Reasons { get; } = [];

        public StreamReceiver Receiver => throw new NotSupportedException();

        public void End(Exception? failure) => throw new NotSupportedException();

        public void Release(Exception reason) => Reasons.Add(reason);

        public void Lose(Exception reason) => throw new NotSupportedException();
    }
}
