using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Turns what a handler threw into what the caller may see (protocol section 10): an <see cref="RpcException"/> as it is,
/// anything else as a fixed text with a trace id, under which the log has it in full.
/// </summary>
internal static class FailureAnswer
{
    [SuppressMessage("Design", "CA1031", Justification = "An exception of the user's may throw in its own members.")]
    public static MessageBuffer Write(Exception exception, RequestId id, RpcMethod method, bool cancelled, SessionOptions options)
    {
        MessageBuffer message = MessageBuffer.Rent();
        try
        {
            Write(message, exception, id, method, cancelled, options);
        }
        catch (Exception second)
        {
            // There may be nobody above to catch it: this runs where the handler's task completed.
            message.Truncate(0);
            WriteInternalError(message, id, second, method, options with { DetailedErrors = false });
        }

        return message;
    }

    /// <summary>
    /// The answer to arguments that do not fit; <paramref name="parameter"/> is −1 where it is none of them alone.
    /// </summary>
    public static MessageBuffer WriteInvalidParams(
        RpcPayloadException exception, RequestId id, RpcMethod method, int parameter, SessionOptions options)
    {
        MessageBuffer message = MessageBuffer.Rent();
        ErrorWriter.WriteStandard(
            message, id, RpcErrorCode.InvalidParams, DetailOf(exception, method, parameter, options));
        return message;
    }

    /// <summary>The same as an exception, for those between here and the caller that want to see it.</summary>
    public static RpcException InvalidParams(
        RpcPayloadException exception, RpcMethod method, int parameter, SessionOptions options)
    {
        (string type, string text) = StandardError.Describe(RpcErrorCode.InvalidParams);
        var data = new ErrorData(type, DetailOf(exception, method, parameter, options));
        return new RpcException(RpcErrorCode.InvalidParams, text, data.ToElement(), exception);
    }

    /// <summary>Which parameter it is, and what is wrong with its argument.</summary>
    public static string DetailOf(RpcPayloadException exception, RpcMethod method, int parameter, SessionOptions options)
    {
        if (exception.MayBeFault)
        {
            options.Logger.ArgumentsFailed(exception, method.Name);
        }

        return parameter >= 0
            ? $"{method.Name}: '{method.Parameters[parameter]}': {exception.Message}"
            : $"{method.Name}: {exception.Message}";
    }

    /// <summary>Writes only the error, for a message that is no answer.</summary>
    public static void WriteError(MessageBuffer message, Exception exception, RpcMethod method, SessionOptions options)
    {
        bool isAnswer = IsAnswer(exception);
        string traceId = isAnswer ? "" : LogFailure(exception, method, options);
        string text = isAnswer ? exception.Message : StandardError.Describe(RpcErrorCode.InternalError).Message;
        message.Write("""{"code":"""u8);
        new RequestId(isAnswer ? ((RpcException)exception).Code : RpcErrorCode.InternalError).WriteTo(message);
        message.Write(""","message":"""u8);
        JsonText.Write(message, text);
        if (!isAnswer)
        {
            message.Write(""","data":{"traceId":"""u8);
            JsonText.Write(message, traceId);
            message.Write((byte)'}');
        }

        message.Write((byte)'}');
    }

    /// <summary>The code that <see cref="Write(Exception, RequestId, RpcMethod, bool, SessionOptions)"/> answers with.</summary>
    public static int CodeOf(Exception exception, bool cancelled)
    {
        if (exception is OperationCanceledException && cancelled)
        {
            return RpcErrorCode.RequestCancelled;
        }

        if (exception is RpcProtocolException { IsOfArgument: true })
        {
            return RpcErrorCode.InvalidParams;
        }

        return IsAnswer(exception) ? ((RpcException)exception).Code : RpcErrorCode.InternalError;
    }

    private static bool IsAnswer(Exception exception) =>
        exception is RpcException and not (RpcConnectionException or RpcTimeoutException or RpcProtocolException);

    private static void Write(
        MessageBuffer message, Exception exception, RequestId id, RpcMethod method, bool cancelled, SessionOptions options)
    {
        if (exception is OperationCanceledException && cancelled)
        {
            ErrorWriter.WriteStandard(message, id, RpcErrorCode.RequestCancelled, null);
        }
        else if (exception is RpcProtocolException { IsOfArgument: true })
        {
            ErrorWriter.WriteStandard(message, id, RpcErrorCode.InvalidParams, exception.Message);
        }
        else if (IsAnswer(exception))
        {
            WriteAnswer(message, id, (RpcException)exception, method, options);
        }
        else
        {
            WriteInternalError(message, id, exception, method, options);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Data that cannot be serialized is left out; the error must arrive.")]
    private static void WriteAnswer(
        MessageBuffer message, RequestId id, RpcException answer, RpcMethod method, SessionOptions options)
    {
        byte[] data = [];
        try
        {
            data = DataOf(answer, options.Json);
        }
        catch (Exception exception)
        {
            options.Logger.ResultNotSerializable(exception, method.Name);
        }

        ErrorWriter.Write(message, id, answer.Code, answer.Message, data);
    }

    private static byte[] DataOf(RpcException answer, JsonSerializerOptions json) => answer.Data switch
    {
        null => [],
        JsonElement element => Encoding.UTF8.GetBytes(element.GetRawText()),
        object data => JsonSerializer.SerializeToUtf8Bytes(data, json.GetTypeInfo(data.GetType())),
    };

    private static void WriteInternalError(
        MessageBuffer message, RequestId id, Exception exception, RpcMethod method, SessionOptions options)
    {
        string traceId = LogFailure(exception, method, options);
        string? detail = options.DetailedErrors ? $"{exception.GetType().Name}: {exception.Message}" : null;
        ErrorWriter.WriteStandard(message, id, RpcErrorCode.InternalError, detail, traceId);
    }

    private static string LogFailure(Exception exception, RpcMethod method, SessionOptions options)
    {
        string traceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        options.Logger.HandlerFailed(exception, method.Name, traceId);
        return traceId;
    }
}
