using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.EndToEnd.Tests.Probe;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Traces;

[Collection(TraceCollection.Name)]
public sealed class TraceTests
{
    [Fact]
    public async Task A_call_and_the_callback_that_it_makes_are_one_trace()
    {
        using var spans = new RecordedSpans();
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        await using RpcClient client = await host.ConnectAsync(handler: new ProbeClient());
        using Activity activity = new Activity("test").Start();

        Assert.True(await client.GetHub<IProbeHub>().AskCallerAsync("sure?").Within());

        // The inner pair ends first; of a pair either may.
        Activity confirmAsked = await spans.NextClientAsync();
        Activity asked = await spans.NextClientAsync();
        Activity[] served = [await spans.NextServerAsync(), await spans.NextServerAsync()];
        Activity serving = served.Single(span => span.DisplayName == "askCaller");
        Activity confirming = served.Single(span => span.DisplayName == "confirm");
        Assert.Equal(("askCaller", activity.SpanId), (asked.DisplayName, asked.ParentSpanId));
        Assert.Equal(asked.SpanId, serving.ParentSpanId);
        Assert.Equal(("confirm", serving.SpanId), (confirmAsked.DisplayName, confirmAsked.ParentSpanId));
        Assert.Equal(confirmAsked.SpanId, confirming.ParentSpanId);
        Assert.All([asked, serving, confirmAsked, confirming], span => Assert.Equal(activity.TraceId, span.TraceId));
    }

    [Fact]
    public async Task A_message_to_all_has_one_sender_and_a_receiver_each()
    {
        using var spans = new RecordedSpans();
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        var handlers = new[] { new ProbeClient(), new ProbeClient() };
        await using RpcClient first = await host.ConnectAsync(handler: handlers[0]);
        await using RpcClient second = await host.ConnectAsync(handler: handlers[1]);

        // A connection is one of all as soon as it has been answered.
        await second.GetHub<IProbeHub>().EchoAsync("x").Within();
        await spans.NextServerAsync();
        await spans.NextClientAsync();
        await first.GetHub<IProbeHub>().TellAllAsync("hello").Within();

        Activity sent = await spans.NextClientAsync();
        Assert.Equal("told", sent.DisplayName);
        Activity[] received = [await spans.NextServerAsync(), await spans.NextServerAsync(), await spans.NextServerAsync()];
        Assert.Equal(2, received.Count(span => span.DisplayName == "told" && span.ParentSpanId == sent.SpanId));
        Assert.Equal(sent.ParentSpanId, received.Single(span => span.DisplayName == "tellAll").SpanId);
    }

    [Fact]
    public async Task The_request_for_the_upgrade_is_not_the_parent_of_what_follows()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using HubHost host = await HubHost.StartAsync<ProbeHub>();
        Activity? ambient = null;
        host.Probe.OnConnected = _ =>
        {
            ambient = Activity.Current;
            return default;
        };
        await using RawClient raw = await RawClient.ConnectAsync(host.Address);

        await raw.SendAsync("""{"jsonrpc":"2.0","method":"tellCaller","params":["x"]}""");

        Assert.Equal("""{"jsonrpc":"2.0","method":"told","params":["x"]}""", await raw.ReceiveAsync());
        Assert.Equal("Microsoft.AspNetCore.Hosting.HttpRequestIn", ambient?.OperationName);
    }
}
