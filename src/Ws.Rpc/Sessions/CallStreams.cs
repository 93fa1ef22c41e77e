using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The streams of one call of the peer: those among its arguments, and its result. Belongs to an <see cref="IncomingCall"/> and
/// is used again with it; makes nothing for a call without streams.
/// </summary>
internal sealed class CallStreams
{
    private const int MaxFirstItems = 32;

    private int? _credit;
    private string? _after;
    private RpcStreamContext.Position? _position;
    private CallArgumentStreams? _arguments;

    /// <summary>How much is kept of what the request says of its result.</summary>
    public int RequestBytes => (_after?.Length ?? 0) * sizeof(char);

    /// <summary>Keeps what the request says of its result.</summary>
    public void Request(int? credit, string? after)
    {
        _credit = credit;
        _after = after;
    }

    /// <summary>Makes the position ambient where the request bears one, before the handler is called.</summary>
    public void Begin()
    {
        if (_credit is not null || _after is not null)
        {
            _position = RpcStreamContext.Begin(_after);
        }
    }

    /// <summary>Reads what stands for a stream among the arguments, and opens it.</summary>
    public IAsyncEnumerable<T> Open<T>(
        ConnectionStreams link, CallAnswer answer, ref Utf8JsonReader placeholder, RpcCodec<T> codec, CancellationToken cancelled)
    {
        if (!answer.IsWanted)
        {
            throw new RpcPayloadException("a notification cannot bear a stream");
        }

        var inbox = new StreamInbox<T>(link, answer.Method, codec) { IsArgument = true };
        PulledValues values = PulledValues.Read(ref placeholder, inbox);
        int first = inbox.StagedCount;
        inbox.Allow(first);
        inbox.TryPublish(null);
        var stream = new ArgumentStream<T>(link, link.FromPeer, StreamName.Token(values.Token), inbox, values.IsPushed, first);

        // Before it can be refused: what has come with it is let go with the call.
        (_arguments ??= new CallArgumentStreams(cancelled)).Add(stream);
        if (values.Token.IsNone)
        {
            inbox.End(null);
            return stream;
        }

        inbox.IsPulled = !values.IsPushed;
        Admit(link.FromPeer.Add(StreamName.Token(values.Token), stream), link);
        return stream;
    }

    /// <summary>Pushes the result where the request gave credit, and lets it be pulled otherwise; then answers.</summary>
    public async ValueTask SendAsync<T>(
        ConnectionStreams link,
        CallAnswer answer,
        IAsyncEnumerable<T> items,
        RpcCodec<T> codec,
        CancellationTokenSource cancellation)
    {
        _position ??= RpcStreamContext.Begin(null);
        if (_credit is not { } credit)
        {
            await ServeAsync(link, answer, items, codec, cancellation).ConfigureAwait(false);
            return;
        }

        StreamName name = StreamName.Result(answer.Id);
        var sender = new StreamSender<T>(link, name, answer.Method, codec, credit, _position);
        Admit(link.FromPeer.Add(name, sender), link);
        try
        {
            await sender.SendAsync(items, cancellation.Token).ConfigureAwait(false);
        }
        finally
        {
            link.FromPeer.Remove(name, sender);
        }

        answer.GiveNull();
    }

    /// <summary>The call is over, or its arguments are to be read again: so are the streams among these.</summary>
    public void End()
    {
        _arguments?.End();
        _arguments = null;
        _position = null;
    }

    private static void Admit(StreamAdmission admission, ConnectionStreams link)
    {
        switch (admission)
        {
            case StreamAdmission.TooMany:
                throw new RpcException(
                    RpcErrorCode.Unavailable, $"{link.MaxStreams} streams are already under way on this connection.");
            case StreamAdmission.NameTaken:
                throw new RpcException(RpcErrorCode.InvalidRequest, "A stream of this name is already under way.");
            case StreamAdmission.Closed:
                throw new OperationCanceledException("The connection is over.");
            default:
                return;
        }
    }

    private static async ValueTask ServeAsync<T>(
        ConnectionStreams link,
        CallAnswer answer,
        IAsyncEnumerable<T> items,
        RpcCodec<T> codec,
        CancellationTokenSource cancellation)
    {
        var pulled = new PulledStream<T>(link, answer.Method, codec, items, cancellation);
        long token = 0;
        try
        {
            if (TryAnswerFirst(link, answer, pulled, cancellation, ref token))
            {
                await pulled.ServeAsync(() => link.Tokens.Remove(token, pulled), link.IdleTimeout).ConfigureAwait(false);
            }
        }
        finally
        {
            link.Tokens.Remove(token, pulled);
            await pulled.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Whether there is more to come, which a token names. The peer hears of a failure at once, as its source may rest only when
    // it is cancelled, or never.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever the source throws is the answer to its call.")]
    private static bool TryAnswerFirst<T>(
        ConnectionStreams link,
        CallAnswer answer,
        PulledStream<T> pulled,
        CancellationTokenSource cancellation,
        ref long token)
    {
        try
        {
            MessageBuffer message = WriteFirst(link, answer.Id, pulled, ref token);
            link.Delist(answer.Id, cancellation);
            answer.Give(message);
            return token != 0;
        }
        catch (Exception exception)
        {
            answer.GiveFailure(exception, cancellation.IsCancellationRequested);
            link.Cancel(cancellation);
            return false;
        }
    }

    // The token comes before the values, and whether there is one is known behind them.
    private static MessageBuffer WriteFirst<T>(ConnectionStreams link, RequestId id, PulledStream<T> pulled, ref long token)
    {
        MessageBuffer values = MessageBuffer.Rent();
        try
        {
            if (!pulled.WriteReady(values, MaxFirstItems))
            {
                token = link.Tokens.AddPulled(pulled);
            }

            MessageBuffer message = MessageBuffer.Rent();
            StreamFrames.WritePulledHead(message, id, token == 0 ? null : token);
            message.Write(values.Span);
            StreamFrames.WritePulledTail(message, finished: null);
            return message;
        }
        finally
        {
            values.Release();
        }
    }
}
