using System;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// The single answer to a call of the peer: who gets it, in which form, and that it is one. Belongs to an
/// <see cref="IncomingCall"/> and is used again with it.
/// </summary>
internal sealed class CallAnswer
{
    // Those of the protocol: such an exception refuses, and is no fault of this side.
    private const int FirstOwnCode = -32768;
    private const int LastOwnCode = RpcErrorCode.ApplicationError - 1;

    private RpcSession _session = null!;
    private BatchReply? _batch;
    private RpcMethod _method = null!;
    private CallReports? _reports;

    public RequestId Id { get; private set; }

    public RpcMethod Method => _method;

    /// <summary>The peer that asked, see <see cref="RpcSession.Generation"/>.</summary>
    public int Generation { get; private set; }

    public bool IsWanted => !Id.IsNone;

    public bool IsGiven { get; private set; }

    /// <summary>The error that the call ended with, answered or not; 0 for none.</summary>
    public int Error { get; private set; }

    public void Begin(RpcSession session, RequestId id, BatchReply? batch, RpcMethod method)
    {
        _session = session;
        _batch = batch;
        _method = method;
        Id = id;
        Generation = session.Generation;
        IsGiven = false;
        Error = 0;
    }

    /// <summary>
    /// Reads the token under which the caller wants progress. Without an answer there is no end to it, and it is not wanted.
    /// </summary>
    public IProgress<T>? ReadProgress<T>(ref Utf8JsonReader reader, RpcCodec<T> codec) =>
        reader.TokenType == JsonTokenType.Null || !IsWanted
            ? SkipProgress<T>(ref reader)
            : (_reports ??= new CallReports(_session, this)).Read(ref reader, codec);

    /// <summary>Ends what was reported to: the call is answered, or its arguments are to be read again.</summary>
    public void EndReports()
    {
        _reports?.End();
        _reports = null;
    }

    /// <summary>What looked like a notification may bear its id at the end.</summary>
    public void Correct(RequestId id) => Id = id;

    public void End()
    {
        EndReports();
        _batch?.EndEntry();
        _batch = null;
        _session = null!;
    }

    public void GiveNull()
    {
        if (IsWanted)
        {
            Give(ResultAnswer.WriteNull(Id));
        }
    }

    public void Give<T>(T result, RpcCodec<T> codec)
    {
        if (IsWanted)
        {
            MessageBuffer message = ResultAnswer.Write(result, codec, Id, _method, _session.Options, out int error);
            Error = error;
            Give(message);
        }
    }

    public void GiveInvalidParams(RpcPayloadException exception, int parameter)
    {
        Error = RpcErrorCode.InvalidParams;
        if (!IsWanted)
        {
            string detail = FailureAnswer.DetailOf(exception, _method, parameter, _session.Options);
            RefuseNotification(RpcErrorCode.InvalidParams, detail);
            return;
        }

        Give(FailureAnswer.WriteInvalidParams(exception, Id, _method, parameter, _session.Options));
    }

    /// <summary>Answers with what the handler threw; a second answer is only logged.</summary>
    public void GiveFailure(Exception exception, bool cancelled)
    {
        Error = FailureAnswer.CodeOf(exception, cancelled);
        if (exception is RpcConnectionException && _session.ConnectionOf(Generation) is null)
        {
            // The handler waited for a peer who is gone, and there is nobody left to hear of it.
            return;
        }

        if (exception is OperationCanceledException && !IsWanted && _session.Ended.IsCancellationRequested)
        {
            // Its session has ended, and it has noticed.
            return;
        }

        if (exception is RpcPayloadException payload && !IsGiven)
        {
            GiveInvalidParams(payload, parameter: -1);
        }
        else if (IsGiven)
        {
            _session.Options.Logger.UnansweredFailure(exception, _method.Name);
        }
        else if (!IsWanted && exception is RpcException { Code: <= LastOwnCode and >= FirstOwnCode } refusal)
        {
            RefuseNotification(refusal.Code, refusal.Message);
        }
        else if (!IsWanted)
        {
            _session.Options.Logger.NotificationFailed(exception, _method.Name);
        }
        else
        {
            Give(FailureAnswer.Write(exception, Id, _method, cancelled, _session.Options));
        }
    }

    public void Give(MessageBuffer message)
    {
        if (IsGiven)
        {
            message.Release();
            throw new InvalidOperationException("A call is answered once.");
        }

        // trip 13
        IsGiven = true;
        EndReports();
        if (_batch is null)
        {
            _session.Sender.Reply(message, Generation);
        }
        else
        {
            _batch.Add(message);
        }
    }

    private void RefuseNotification(int code, string detail) =>
        _session.Options.Logger.NotificationRefused(_method.Name, code, PeerText.Escape(detail));

    private static IProgress<T>? SkipProgress<T>(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
