using System;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Wire;

namespace Ws.Rpc.MicroBenchmarks;

/// <summary>The head of a request and the envelope of what comes, beside what System.Text.Json has for that.</summary>
[MemoryDiagnoser]
public class EnvelopeBenchmarks
{
    private const int Id = 12345;

    private static readonly byte[] s_request = """{"jsonrpc":"2.0","id":12345,"method":"add","params":[40,2]}"""u8.ToArray();
    private static readonly byte[] s_reordered = """{"params":[40,2],"id":12345,"method":"add","jsonrpc":"2.0"}"""u8.ToArray();
    private static readonly byte[] s_answer = """{"jsonrpc":"2.0","id":12345,"result":42}"""u8.ToArray();
    private static readonly JsonEncodedText s_method = JsonEncodedText.Encode("add");

    private readonly RpcMethod _method = RpcRegistry.Get<ISumHub>().Methods[0];

    [Benchmark]
    public int WriteRequest()
    {
        MessageBuffer message = MessageBuffer.Rent();
        EnvelopeWriter.WriteRequestHead(message, Id, _method.EncodedName, _method.SendsByName);
        EnvelopeWriter.WriteArgumentsTail(message, _method.SendsByName);
        int length = message.Length;
        message.Release();
        return length;
    }

    [Benchmark]
    public int WriteRequestByUtf8JsonWriter()
    {
        MessageBuffer message = MessageBuffer.Rent();
        Utf8JsonWriter writer = RpcJsonWriterCache.Take(message, null);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, Id);
        writer.WriteString("method"u8, s_method);
        writer.WriteStartArray("params"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        RpcJsonWriterCache.GiveBack(writer);
        int length = message.Length;
        message.Release();
        return length;
    }

    [Benchmark]
    public int ReadPredictedRequest() => ReadPredicted(s_request);

    [Benchmark]
    public int ReadPredictedAnswer() => ReadPredicted(s_answer);

    [Benchmark]
    public int ReadAnyRequest() => Read(s_reordered);

    [Benchmark]
    public int ReadRequestByJsonDocument()
    {
        using var document = JsonDocument.Parse(s_request);
        return document.RootElement.GetProperty("params"u8).GetArrayLength();
    }

    private static int ReadPredicted(byte[] message) =>
        PredictedEnvelope.TryRead(message, WireLimits.Default, out Envelope envelope) ? envelope.Payload.Length : 0;

    private static int Read(byte[] message)
    {
        Span<byte> scratch = stackalloc byte[WireLimits.Default.MaxMethodBytes];
        return EnvelopeReader.Read(message, scratch, WireLimits.Default).Payload.Length;
    }
}
