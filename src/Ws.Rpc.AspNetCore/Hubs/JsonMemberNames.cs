using System;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>How the members of a type are named in JSON: errors speak to who wrote the JSON.</summary>
internal sealed class JsonMemberNames(Type type, JsonSerializerOptions json)
{
    private readonly JsonTypeInfo? _info = json.TryGetTypeInfo(type, out JsonTypeInfo? info) ? info : null;

    public string Of(string member) =>
        Find(member)?.Name ?? json.PropertyNamingPolicy?.ConvertName(member) ?? member;

    /// <summary>
    /// Names a path below an object of this type, such as <c>Lines[2].Quantity</c>, as <c>lines[2].quantity</c>.
    /// </summary>
    public string OfPath(string path)
    {
        int end = path.AsSpan().IndexOfAny('.', '[');
        string member = end < 0 ? path : path[..end];
        int next = end < 0 ? -1 : path.IndexOf('.', end);
        string index = end < 0 ? "" : next < 0 ? path[end..] : path[end..next];
        string own = Of(member) + index;
        return next < 0 ? own : $"{own}.{Below(member, isIndexed: index.Length > 0).OfPath(path[(next + 1)..])}";
    }

    private JsonMemberNames Below(string member, bool isIndexed)
    {
        Type below = Find(member)?.PropertyType ?? typeof(object);
        if (isIndexed && json.TryGetTypeInfo(below, out JsonTypeInfo? collection) && collection.ElementType is { } element)
        {
            below = element;
        }

        return new JsonMemberNames(below, json);
    }

    private JsonPropertyInfo? Find(string member) => _info is { Kind: JsonTypeInfoKind.Object }
        ? _info.Properties.FirstOrDefault(property => property.AttributeProvider is MemberInfo own && own.Name == member)
        : null;
}
