using System.Buffers;
using System.Collections.Generic;
using System.Text.Json;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The <c>data</c> of an error of the protocol's own (protocol section 10), for one that travels as an exception.
/// </summary>
/// <param name="Type">The name of the code.</param>
/// <param name="Message">What exactly is wrong.</param>
/// <param name="Errors">What is wrong where, by path, for arguments that were refused.</param>
internal sealed record ErrorData(string Type, string Message, IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public JsonElement ToElement()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, Type);
            json.WriteString("message"u8, Message);
            if (Errors is not null)
            {
                WriteErrors(json, Errors);
            }

            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyDictionary<string, string[]> errors)
    {
        json.WriteStartObject("errors"u8);
        foreach ((string path, string[] messages) in errors)
        {
            json.WriteStartArray(path);
            foreach (string message in messages)
            {
                json.WriteStringValue(message);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
