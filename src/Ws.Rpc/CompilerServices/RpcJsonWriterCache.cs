using System;
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>One JSON writer a thread, taken out while it is in use so that a converter may serialize too.</summary>
internal static class RpcJsonWriterCache
{
    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    public static Utf8JsonWriter Take(IBufferWriter<byte> output, JavaScriptEncoder? encoder)
    {
        Utf8JsonWriter? writer = s_writer;
        s_writer = null;
        if (writer is null || writer.Options.Encoder != encoder)
        {
            return new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });
        }

        writer.Reset(output);
        return writer;
    }

    public static void GiveBack(Utf8JsonWriter writer)
    {
        writer.Reset();
        s_writer = writer;
    }
}
