using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

[JsonSerializable(typeof(Page<Note>))]
[JsonSerializable(typeof(Figure))]
[JsonSerializable(typeof(Dictionary<string, List<Point?>>))]
[JsonSerializable(typeof(Size?))]
[JsonSerializable(typeof(Tree))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ShapesJson : JsonSerializerContext;
