using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>Brings the streams among arguments over as they are; a number stands for each.</summary>
internal sealed class LoopbackStreams : RpcArgumentStreams
{
    private readonly List<object> _streams = [];

    public override void Write<T>(MessageBuffer message, IAsyncEnumerable<T> items, RpcCodec<T> codec)
    {
        message.Write(Encoding.UTF8.GetBytes(_streams.Count.ToString(CultureInfo.InvariantCulture)));
        _streams.Add(items);
    }

    public IAsyncEnumerable<T> Open<T>(ref Utf8JsonReader placeholder) => placeholder.TryGetInt32(out int index)
        ? (IAsyncEnumerable<T>)_streams[index]
        : throw new RpcPayloadException("a stream is expected");
}
