using System.Diagnostics;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

[Collection(TraceCollection.Name)]
public sealed class TraceTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Trace_context_of_the_client_does_not_disturb_where_nobody_listens(FormatterKind formatter)
    {
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ConnectAsync(server, formatter);
        using Activity activity = Start();

        Assert.Equal(19, await client.Rpc.InvokeAsync<int>("subtract", 42, 23).Within());
        Assert.Equal(activity.Id, client.Rpc.LastRequest!.TraceParent);
        Assert.Equal("vendor=1", client.Rpc.LastRequest.TraceState);
        await client.Rpc.NotifyAsync("note", "traced").Within();
        Assert.Equal("noted traced", await server.Journal.NextAsync());
        Assert.Null(await client.Rpc.InvokeAsync<string?>("trace").Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Call_of_the_hub_belongs_to_the_trace_of_the_client(FormatterKind formatter)
    {
        using var spans = new RecordedSpans();
        await using PartsServer server = await PartsServer.StartAsync();
        using ForeignClient client = await ConnectAsync(server, formatter);
        using Activity activity = Start();

        string? parent = await client.Rpc.InvokeAsync<string?>("trace").Within();

        Activity span = await spans.NextServerAsync();
        Assert.Equal(activity.Id, parent);
        Assert.Equal(
            (activity.TraceId, activity.SpanId, "vendor=1"), (span.TraceId, span.ParentSpanId, span.TraceStateString));
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Callback_belongs_to_the_trace_of_the_call_that_made_it(FormatterKind formatter)
    {
        using var spans = new RecordedSpans();
        await using PartsServer server = await PartsServer.StartAsync(options => options.PlainClientsAnswer = true);
        using ForeignClient client = await ConnectAsync(server, formatter);
        using Activity activity = Start();

        string? parent = await client.Rpc.InvokeAsync<string?>("traceBack").Within();

        Activity callback = await spans.NextClientAsync();
        Activity call = await spans.NextServerAsync();
        Assert.Equal(callback.Id, parent);
        Assert.Equal((call.TraceId, call.SpanId), (callback.TraceId, callback.ParentSpanId));
        Assert.Equal(activity.SpanId, call.ParentSpanId);
    }

    private static Activity Start()
    {
        Activity activity = new Activity("interop").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1";
        return activity;
    }

    private static Task<ForeignClient> ConnectAsync(PartsServer server, FormatterKind formatter) => ForeignClient.ConnectAsync(
        server.Uri, formatter, configure: rpc =>
        {
            rpc.ActivityTracingStrategy = new ActivityTracingStrategy();
            rpc.Serve(new CallbackTarget(new Journal(), rpc));
        });
}
