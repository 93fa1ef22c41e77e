using System;
using System.Text.Json;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>Turns the error that answers a call of ours into what its caller catches.</summary>
internal static class ErrorAnswer
{
    public static RpcException Read(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        ErrorPayload error = ErrorReader.Read(json);
        JsonElement? data = null;
        if (!error.Data.IsEmpty)
        {
            var reader = new Utf8JsonReader(error.Data);
            data = JsonElement.ParseValue(ref reader);
        }

        return new RpcException(error.Code, error.Message, data, options);
    }
}
