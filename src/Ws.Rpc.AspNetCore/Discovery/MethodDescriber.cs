using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Makes OpenRPC method objects of what generated code tells (protocol section 13).</summary>
internal sealed class MethodDescriber : RpcDescriber
{
    private readonly SchemaTable _schemas;
    private readonly MethodNotes _notes;
    private readonly JsonArray _methods = [];
    private DescribedMethod? _current;
    private RpcMethod? _method;

    /// <param name="json">How payloads are written.</param>
    /// <param name="schemas">Where schemas go.</param>
    /// <param name="notes">What else is known of the methods.</param>
    public MethodDescriber(JsonSerializerOptions json, SchemaTable schemas, MethodNotes notes)
        : base(json)
    {
        _schemas = schemas;
        _notes = notes;
    }

    /// <summary>All that was told, which ends with this.</summary>
    public JsonArray End()
    {
        Close();
        return _methods;
    }

    public override RpcDescriber Method(RpcMethod method)
    {
        Close();
        _method = method;
        _current = _notes.Begin(method);
        Mark("idempotent", method.IsIdempotent);
        Mark("ordered", method.IsOrdered);
        return this;
    }

    public override RpcDescriber Argument(RpcCodec codec) => Add(() => codec.Describe(_schemas), isRequired: true);

    public override RpcDescriber OptionalArgument(RpcCodec codec, object? value) => Add(() => WithDefault(codec, value));

    public override RpcDescriber RestArgument(RpcCodec element) =>
        Add(() => ArrayOf(element.Describe(_schemas)), extension: static () => new JsonObject { ["rest"] = true });

    public override RpcDescriber StreamArgument(RpcCodec item, bool isRequired) => Add(
        () => isRequired ? Placeholder(item) : RpcSchemas.OrNull(Placeholder(item)),
        isRequired,
        () => new JsonObject { ["stream"] = new JsonObject { ["item"] = item.Describe(_schemas) } });

    public override RpcDescriber ProgressArgument(RpcCodec report) => Add(
        static () => new JsonObject { ["type"] = new JsonArray("string", "integer", "null") },
        extension: () => new JsonObject { ["progress"] = new JsonObject { ["report"] = report.Describe(_schemas) } });

    public override RpcDescriber NoResult() => Answer("result", static () => new JsonObject { ["type"] = "null" });

    public override RpcDescriber Result(RpcCodec codec) => Answer("result", () => codec.Describe(_schemas));

    public override RpcDescriber StreamResult(RpcCodec item)
    {
        if (_current is not null)
        {
            _current.Extension["stream"] = new JsonObject { ["item"] = item.Describe(_schemas) };
        }

        return Answer("stream", () => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["token"] = new JsonObject { ["type"] = "integer" },
                ["values"] = ArrayOf(item.Describe(_schemas)),
            },
            ["required"] = new JsonArray("values"),
        });
    }

    private static JsonObject ArrayOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    private static bool IsFinite(object value) => value switch
    {
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        _ => true,
    };

    private void Mark(string mark, bool isSet)
    {
        if (isSet && _current is not null)
        {
            _current.Extension[mark] = true;
        }
    }

    private JsonObject Placeholder(RpcCodec item) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["token"] = new JsonObject { ["type"] = new JsonArray("string", "integer") },
            ["values"] = ArrayOf(item.Describe(_schemas)),
            ["push"] = new JsonObject { ["type"] = "boolean" },
        },
    };

    private JsonObject WithDefault(RpcCodec codec, object? value)
    {
        JsonObject schema = codec.Describe(_schemas);
        if (value is not null && !IsFinite(value))
        {
            // There is no JSON for it.
            return schema;
        }

        JsonNode? json = value is null ? null : Write(codec, value);
        return SchemaNode.Replace(new JsonObject { ["default"] = json }, schema, orNull: false);
    }

    private static JsonNode? Write(RpcCodec codec, object value)
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        try
        {
            codec.WriteObject(new RpcWriter(buffer), value);
            return JsonNode.Parse(buffer.Span);
        }
        finally
        {
            buffer.Release();
        }
    }

    private MethodDescriber Answer(string name, Func<JsonObject> schema)
    {
        if (_current is not null)
        {
            _current.Result = new JsonObject { ["name"] = name, ["schema"] = schema() };
        }

        return this;
    }

    // Not even the schemas of a method that is left out may show.
    private MethodDescriber Add(Func<JsonObject> schema, bool isRequired = false, Func<JsonObject>? extension = null)
    {
        if (_current is null)
        {
            return this;
        }

        string name = _method!.Parameters[_current.Parameters.Count];
        var parameter = new JsonObject { ["name"] = name };
        if (_notes.DescriptionOf(_method, name) is { } description)
        {
            parameter["description"] = description;
        }

        parameter["required"] = isRequired;
        parameter["schema"] = schema();
        if (extension is not null)
        {
            parameter["x-ws-rpc"] = extension();
        }

        _current.Parameters.Add((JsonNode)parameter);
        return this;
    }

    private void Close()
    {
        if (_current is not null)
        {
            _methods.Add((JsonNode)_current.ToJson());
        }

        _current = null;
    }
}
