using System;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests;

/// <summary>StreamJsonRpc over a WebSocket, as its users set it up, with an eye on what it sends.</summary>
internal sealed class ForeignRpc(WebSocket socket, FormatterKind formatter) : JsonRpc(new WebSocketMessageHandler(socket, Create(formatter)))
{
    private long _lastId;

    /// <summary>Whether requests get string ids in place of numbers.</summary>
    public bool SendsStringIds { get; init; }

    /// <summary>The last request that was sent.</summary>
    public JsonRpcRequest? LastRequest { get; private set; }

    public ForeignRpc Serve(object target)
    {
        AddLocalRpcTarget(target, new JsonRpcTargetOptions { MethodNameTransform = CommonMethodNameTransforms.CamelCase });
        return this;
    }

    protected override RequestId CreateNewRequestId() =>
        SendsStringIds ? new RequestId($"call \"{Interlocked.Increment(ref _lastId)}\" é") : base.CreateNewRequestId();

    protected override Type? GetErrorDetailsDataType(JsonRpcError error) =>
        error.Error?.Code > 0 ? typeof(Rejection) : base.GetErrorDetailsDataType(error);

    protected override ValueTask SendAsync(JsonRpcMessage message, CancellationToken cancellationToken)
    {
        LastRequest = message as JsonRpcRequest ?? LastRequest;
        return base.SendAsync(message, cancellationToken);
    }

    private static IJsonRpcMessageFormatter Create(FormatterKind kind) => kind switch
    {
        FormatterKind.SystemText => new SystemTextJsonFormatter { JsonSerializerOptions = new(JsonSerializerDefaults.Web) },
        FormatterKind.Newtonsoft => new JsonMessageFormatter(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
