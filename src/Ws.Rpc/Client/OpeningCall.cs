using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Connections;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Client;

/// <summary>
/// The opening of a session: its answer says which frame is the first one that counts, and whose it is, and so it is acted upon
/// within the receive loop (protocol section 9).
/// </summary>
internal sealed class OpeningCall : PendingCall
{
    private static readonly JsonReaderOptions s_readerOptions = new() { MaxDepth = WireLimits.Default.MaxDepth - 1 };

    private readonly TaskCompletionSource<OpenedSession> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RpcConnection _connection;
    private readonly RpcSession _fresh;
    private readonly RpcSession? _detached;
    private Exception? _failure;

    /// <param name="connection">The connection.</param>
    /// <param name="fresh">The session that is opened.</param>
    /// <param name="detached">The session that is wanted instead, if there is one.</param>
    public OpeningCall(RpcConnection connection, RpcSession fresh, RpcSession? detached)
    {
        Method = SessionProtocol.Open;
        _connection = connection;
        _fresh = fresh;
        _detached = detached;
    }

    public Task<OpenedSession> Result => _result.Task;

    private protected override Exception? Failure => _failure;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a reader throws, there is no session.")]
    public override bool TrySetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Accept(Read(json));
            return true;
        }
        catch (Exception exception) when (exception is RpcPayloadException or JsonException)
        {
            return false;
        }
        catch (Exception exception)
        {
            SetMisfit(exception);
            return true;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "As above.")]
    public override void SetResult(ReadOnlySpan<byte> json)
    {
        try
        {
            Accept(Read(json));
        }
        catch (Exception exception)
        {
            SetMisfit(exception);
        }
    }

    public override void SetException(Exception exception)
    {
        _failure = exception;
        _result.TrySetException(exception);
    }

    private protected override void ContinueCaller()
    {
    }

    private static SessionOpened Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_readerOptions);
        reader.Read();
        SessionOpened opened = SessionOpenedCodec.Instance.Read(ref reader);

        // Throws if the value is not all there is.
        reader.Read();
        return opened;
    }

    private void SetMisfit(Exception exception) => SetException(new RpcProtocolException(
        $"The result of '{Method.Name}' does not fit the contract: {exception.Message}", exception));

    private void Accept(SessionOpened opened)
    {
        if (opened.Version != SessionProtocol.Version)
        {
            SetException(new RpcProtocolException(
                $"The server opened a session of version {opened.Version}, which was not offered."));
        }
        else if (opened.Resumed && _detached is not null)
        {
            _connection.Hold(ResumeAsync(_detached, opened));
        }
        else
        {
            // Whatever it says of another session, this one is new.
            Begin(opened with { Resumed = false });
        }
    }

    private void Begin(SessionOpened opened)
    {
        _fresh.ConnectionId = opened.Connection;
        if (opened.Token is not null)
        {
            _fresh.Continuity.Begin(opened.Token);
        }
        else
        {
            _connection.Keep(null);
        }

        _result.TrySetResult(new OpenedSession(_fresh, opened));
    }

    private async Task ResumeAsync(RpcSession session, SessionOpened opened)
    {
        if (opened.Token is { } token && await session.TryResumeAsync(_connection, null, opened.Received).ConfigureAwait(false))
        {
            session.Continuity.Renew(token);
            _result.TrySetResult(new OpenedSession(session, opened));
            return;
        }

        SetException(new RpcProtocolException("The session goes on at the server, but not here: too much has been let go of."));
    }
}
