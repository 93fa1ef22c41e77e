using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>Brings the calls of a proxy to a dispatcher as JSON, without a connection, and keeps what was sent.</summary>
internal sealed class LoopbackChannel(RpcDispatcher dispatcher, object target, JsonSerializerOptions options) : RpcChannel
{
    private readonly LoopbackStreams _streams = new();

    public override JsonSerializerOptions JsonOptions => options;

    public List<string> Sent { get; } = [];

    public override ValueTask<TResult> InvokeAsync<TArguments, TResult>(
        RpcMethod method, in TArguments arguments, RpcCodec<TResult> result, CancellationToken cancellationToken) =>
        ReadAsync(DispatchAsync("?", method, in arguments, cancellationToken), result);

    public override ValueTask InvokeAsync<TArguments>(
        RpcMethod method, in TArguments arguments, CancellationToken cancellationToken) =>
        FinishAsync(DispatchAsync("?", method, in arguments, cancellationToken));

    public override IAsyncEnumerable<T> StreamAsync<TArguments, T>(
        RpcMethod method, in TArguments arguments, RpcCodec<T> item, CancellationToken cancellationToken) =>
        StreamAsync(DispatchAsync("*", method, in arguments, cancellationToken), RpcCodecs.Array(item));

    public override ValueTask NotifyAsync<TArguments>(RpcMethod method, in TArguments arguments) =>
        FinishAsync(DispatchAsync("!", method, in arguments, default));

    public override void Notify<TArguments>(RpcMethod method, in TArguments arguments)
    {
        ValueTask<byte[]> done = DispatchAsync("!", method, in arguments, default);
        Assert(done.IsCompletedSuccessfully, "A notification's handler has to complete at once here.");
    }

    /// <summary>Dispatches a message that no proxy of ours would send.</summary>
    public ValueTask<byte[]> SendAsync(string name, string arguments, CancellationToken cancellationToken = default) =>
        SendAsync(name, arguments, new LoopbackTokens(), cancellationToken);

    private ValueTask<byte[]> SendAsync(
        string name, string arguments, LoopbackTokens tokens, CancellationToken cancellationToken)
    {
        int index = dispatcher.Find(Encoding.UTF8.GetBytes(name));
        Assert(index >= 0, $"'{name}' is not found.");
        LoopbackCall call = new(tokens, _streams, cancellationToken);
        RpcArgumentReader reader = new(Encoding.UTF8.GetBytes(arguments));
        return AnswerAsync(dispatcher.InvokeAsync(index, target, ref reader, call), call);
    }

    private static async ValueTask<TResult> ReadAsync<TResult>(ValueTask<byte[]> answer, RpcCodec<TResult> codec) =>
        Read(await answer, codec);

    private static async ValueTask FinishAsync(ValueTask<byte[]> answer) => await answer;

    private static async IAsyncEnumerable<T> StreamAsync<T>(ValueTask<byte[]> answer, RpcCodec<T[]> codec)
    {
        foreach (T item in Read(await answer, codec))
        {
            yield return item;
        }
    }

    private static TResult Read<TResult>(byte[] json, RpcCodec<TResult> codec)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        return codec.Read(ref reader);
    }

    private static async ValueTask<byte[]> AnswerAsync(ValueTask invocation, LoopbackCall call)
    {
        await invocation;
        return call.Result ?? throw new InvalidOperationException("The call was not answered.");
    }

    private static void Assert(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }

    private ValueTask<byte[]> DispatchAsync<TArguments>(
        string mark, RpcMethod method, in TArguments arguments, CancellationToken cancellationToken)
        where TArguments : struct, IRpcArguments
    {
        TArguments copy = arguments;
        LoopbackTokens tokens = new();
        LoopbackStreams? streams = method.TakesStreams ? _streams : null;
        byte[] values = copy is IRpcTokenArguments withTokens
            ? LoopbackCall.Json(writer => withTokens.Write(writer, tokens), streams)
            : LoopbackCall.Json(writer => copy.Write(writer), streams);
        string json = "[" + Encoding.UTF8.GetString(values) + "]";
        Sent.Add($"{mark}{method.Name}{json}");
        return SendAsync(method.Name, json, tokens, cancellationToken);
    }
}
