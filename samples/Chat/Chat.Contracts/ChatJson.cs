using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Contracts;

/// <summary>How the contract's types look in JSON, written at compile time: nothing is reflected on.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<RoomSummary>))]
[JsonSerializable(typeof(RoomSnapshot))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(long?))]
internal sealed partial class ChatJson : JsonSerializerContext;
