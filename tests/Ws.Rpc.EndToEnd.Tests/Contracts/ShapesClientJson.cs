using System.Text.Json.Serialization;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[JsonSerializable(typeof(Page<Point>))]
internal sealed partial class ShapesClientJson : JsonSerializerContext;
