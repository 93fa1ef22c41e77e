using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hubs;

internal sealed class CallContext(GuardedCall call, EndpointMetadataCollection metadata, IServiceProvider services)
    : RpcCallContext
{
    private const string NoText = "a text is not valid Unicode";

    private JsonElement? _arguments;
    private Dictionary<object, object?>? _items;

    public override string Method => call.Name;

    public override bool IsKnown => call.IsKnown;

    public override bool IsNotification => call.IsNotification;

    public override RpcHubContext HubContext { get; } = (RpcHubContext)call.Session.State!;

    public override JsonElement? Arguments => _arguments ??= Parse();

    public override EndpointMetadataCollection Metadata => metadata;

    public override IServiceProvider Services => services;

    public override CancellationToken CancellationToken => call.CancellationToken;

    public override IDictionary<object, object?> Items => _items ??= [];

    /// <summary>The end of the way.</summary>
    public ValueTask InvokeAsync() => call.InvokeTargetAsync(services);

    // A copy of its own: what the filter keeps of it outlives the call.
    private JsonElement? Parse()
    {
        if (call.Arguments.IsEmpty)
        {
            return null;
        }

        ThrowIfNoText(new Utf8JsonReader(call.Arguments, call.Session.ArgumentOptions));
        var reader = new Utf8JsonReader(call.Arguments, call.Session.ArgumentOptions);
        return JsonElement.ParseValue(ref reader);
    }

    // JSON can escape halves of surrogate pairs. The element would keep them, and throw at the filter that looks at them.
    private static void ThrowIfNoText(Utf8JsonReader reader)
    {
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            (string type, string text) = StandardError.Describe(RpcErrorCode.InvalidParams);
            throw new RpcException(RpcErrorCode.InvalidParams, text, new ErrorData(type, NoText).ToElement());
        }
    }
}
