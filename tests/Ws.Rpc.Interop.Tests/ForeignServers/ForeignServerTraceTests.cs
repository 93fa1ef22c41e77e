using System;
using System.Diagnostics;
using System.Threading.Tasks;
using StreamJsonRpc;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Ws.Rpc.Interop.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Interop.Tests.ForeignServers;

[Collection(TraceCollection.Name)]
public sealed class ForeignServerTraceTests
{
    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_learns_what_is_ambient_where_nobody_listens(FormatterKind formatter)
    {
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        using Activity activity = new Activity("interop").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal(activity.Id, await client.GetHub<IPartsHub>().TraceAsync().Within());
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Server_learns_the_span_of_the_call(FormatterKind formatter)
    {
        using var spans = new RecordedSpans();
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        await client.ConnectAsync().Within();
        using Activity activity = new Activity("interop").SetIdFormat(ActivityIdFormat.W3C).Start();

        string? parent = await client.GetHub<IPartsHub>().TraceAsync().Within();

        Activity span = await spans.NextClientAsync();
        Assert.Equal(span.Id, parent);
        Assert.Equal(activity.SpanId, span.ParentSpanId);
    }

    [Theory]
    [ClassData(typeof(Formatters))]
    public async Task Callback_belongs_to_the_trace_of_the_call_that_made_it(FormatterKind formatter)
    {
        using var spans = new RecordedSpans();
        await using ForeignServer server = await ForeignServer.StartAsync(formatter);
        await using RpcClient client = Framed.Client(server.Uri);
        IPartsHub hub = client.GetHub<IPartsHub>();
        using IDisposable handling = client.Handle<IPartsClient>(new PartsCallback(new Journal(), hub));
        await client.ConnectAsync().Within();
        JsonRpc peer = await server.GetPeerAsync();
        using Activity activity = new Activity("interop").SetIdFormat(ActivityIdFormat.W3C).Start();

        Assert.Equal(activity.Id, await peer.InvokeAsync<string?>("trace").Within());
        Assert.Equal(activity.SpanId, (await spans.NextServerAsync()).ParentSpanId);
        await hub.TraceBackAsync().Within();
        Assert.Equal((await spans.NextClientAsync()).TraceId, (await spans.NextServerAsync()).TraceId);
    }
}
