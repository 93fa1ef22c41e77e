using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;

namespace Ws.Rpc.Diagnostics;

/// <summary>
/// The spans of the activity source <c>Ws.Rpc</c>, with the names of OpenTelemetry's conventions for JSON-RPC. Where nobody
/// listens there are none, and asking for one costs a comparison.
/// </summary>
internal static class RpcActivities
{
    public const string Name = "Ws.Rpc";

    private const string ErrorCode = "rpc.jsonrpc.error_code";
    private const string ErrorType = "error.type";

    private static readonly ActivitySource s_source = new(Name);

    /// <summary>Whether anybody listens.</summary>
    public static bool AreWanted => s_source.HasListeners();

    /// <summary>
    /// The span of a call or a notification of ours, as a child of what is ambient; it does not become ambient itself, for the
    /// caller goes on beside it.
    /// </summary>
    public static Activity? StartClient(string method)
    {
        // The protocol's own methods are nobody's calls.
        if (!s_source.HasListeners() || method.StartsWith('$'))
        {
            return null;
        }

        Activity? ambient = Activity.Current;
        Activity? span = Start(method, ActivityKind.Client, default);
        Restore(ambient);
        return span;
    }

    /// <summary>The span of a call of the peer's, which is ambient from here on.</summary>
    public static Activity? StartServer(string method, in ActivityContext parent) => Start(method, ActivityKind.Server, parent);

    /// <summary>Notes how a call of ours has failed.</summary>
    public static void Fail(Activity span, Exception exception)
    {
        // The others are our own words, and no answer of the peer's.
        if (exception is RpcException and not (RpcConnectionException or RpcTimeoutException or RpcProtocolException))
        {
            Fail(span, ((RpcException)exception).Code);
            return;
        }

        span.SetStatus(ActivityStatusCode.Error);
        span.SetTag(ErrorType, exception.GetType().FullName);
    }

    /// <summary>Notes the error with which a call was answered.</summary>
    public static void Fail(Activity span, int code)
    {
        span.SetStatus(ActivityStatusCode.Error);
        span.SetTag(ErrorCode, code);
        span.SetTag(ErrorType, code.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Ends a span, wherever that happens: what is ambient stays, unless it is the span.</summary>
    public static void End(Activity span)
    {
        Activity? ambient = Activity.Current;
        span.Stop();
        Restore(ambient);
    }

    /// <summary>Makes ambient what was so before.</summary>
    public static void Restore(Activity? ambient) => Activity.Current = ambient is { IsStopped: true } ? null : ambient;

    private static Activity? Start(string method, ActivityKind kind, ActivityContext parent) => s_source.StartActivity(
        kind,
        parent,
        [
            new KeyValuePair<string, object?>("rpc.system", "jsonrpc"),
            new KeyValuePair<string, object?>("rpc.method", method),
            new KeyValuePair<string, object?>("rpc.jsonrpc.version", "2.0"),
        ],
        name: method);
}
