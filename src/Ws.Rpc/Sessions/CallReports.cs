using System;
using System.Collections.Generic;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>The progress that one call of the peer reports: made with its arguments, over with its answer.</summary>
internal sealed class CallReports(RpcSession session, CallAnswer answer)
{
    private readonly List<ProgressReporter> _reporters = [];

    /// <summary>Reads a token; none where the peer is gone already.</summary>
    public IProgress<T>? Read<T>(ref Utf8JsonReader reader, RpcCodec<T> codec)
    {
        RequestId token = ReadToken(ref reader, session.Options.Limits);
        RpcConnection? connection = session.ConnectionOf(answer.Generation);
        if (connection is null)
        {
            return null;
        }

        var reporter = new ProgressReporter<T>(session, connection, token, codec, answer.Method);
        if (!session.ProgressTokens.TryAdd(token, reporter, out bool isFull))
        {
            throw isFull
                ? new RpcException(
                    RpcErrorCode.Unavailable,
                    $"{session.ProgressTokens.Capacity} progress tokens are already in use on this connection.")
                : new RpcPayloadException("the progress token is in use");
        }

        _reporters.Add(reporter);
        return reporter;
    }

    public void End()
    {
        foreach (ProgressReporter reporter in _reporters)
        {
            reporter.End(session.ProgressTokens);
        }

        _reporters.Clear();
    }

    private static RequestId ReadToken(ref Utf8JsonReader reader, WireLimits limits)
    {
        RequestId token = TokenReader.Read(ref reader, limits, out string? problem);
        return problem is null ? token : throw new RpcPayloadException($"not a progress token: {problem}");
    }
}
