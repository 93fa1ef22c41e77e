using System;
using System.Collections.Generic;
using System.Text;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Tests.Wire;

/// <summary>Puts into one line what the reader made of a message, so that a table of rows can say what it expects.</summary>
internal static class EnvelopeText
{
    public static string Describe(string message) => Describe(Encoding.UTF8.GetBytes(message), WireLimits.Default);

    public static string Describe(ReadOnlySpan<byte> message, WireLimits limits)
    {
        Span<byte> scratch = stackalloc byte[limits.MaxMethodBytes];
        Envelope envelope = EnvelopeReader.Read(message, scratch, limits);
        return envelope.Kind == EnvelopeKind.Batch ? $"Batch({DescribeEntries(message, limits)})" : Describe(envelope);
    }

    public static string Detail(string message)
    {
        Span<byte> scratch = stackalloc byte[WireLimits.Default.MaxMethodBytes];
        return EnvelopeReader.Read(Encoding.UTF8.GetBytes(message), scratch, WireLimits.Default).ErrorDetail ?? "";
    }

    private static string DescribeEntries(ReadOnlySpan<byte> message, WireLimits limits)
    {
        Span<byte> scratch = stackalloc byte[limits.MaxMethodBytes];
        List<string> entries = [];
        BatchReader batch = new(message, limits);
        while (batch.MoveNext())
        {
            entries.Add(Describe(EnvelopeReader.ReadEntry(batch.Current, scratch, limits)));
        }

        return string.Join("; ", entries);
    }

    private static string Describe(Envelope envelope)
    {
        string text = envelope.Kind switch
        {
            EnvelopeKind.Request => $"Request {envelope.Id} {Text(envelope.Method)} {Text(envelope.Params)}",
            EnvelopeKind.Notification => $"Notification {Text(envelope.Method)} {Text(envelope.Params)}",
            EnvelopeKind.Result or EnvelopeKind.Error => $"{envelope.Kind} {envelope.Id} {Text(envelope.Payload)}",
            _ => $"Invalid {envelope.ErrorCode} {envelope.Id}",
        };
        return (envelope.Credit is not null ? $"{text} credit" : text).TrimEnd();
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
