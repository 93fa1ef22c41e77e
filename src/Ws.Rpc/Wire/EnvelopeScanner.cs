using System;
using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Ws.Rpc.Wire;

/// <summary>Goes through the members of one object and judges it at its end, for <see cref="EnvelopeReader"/>.</summary>
internal ref struct EnvelopeScanner(ReadOnlySpan<byte> message, Span<byte> scratch, WireLimits limits)
{
    private const EnvelopeMembers Answers = EnvelopeMembers.Result | EnvelopeMembers.Error;
    private const int LongestEscape = 6;

    private readonly ReadOnlySpan<byte> _message = message;
    private readonly Span<byte> _scratch = scratch;
    private readonly WireLimits _limits = limits;
    private EnvelopeMembers _seen;
    private EnvelopeProblems _problems;
    private ReadOnlySpan<byte> _id;
    private ReadOnlySpan<byte> _method;
    private ReadOnlySpan<byte> _params;
    private ReadOnlySpan<byte> _result;
    private ReadOnlySpan<byte> _error;
    private ReadOnlySpan<byte> _traceParent;
    private ReadOnlySpan<byte> _traceState;
    private int? _credit;
    private string? _after;

    /// <summary>Reads from the opening brace to the end of the message.</summary>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public Envelope Scan(scoped ref Utf8JsonReader reader, bool inBatch)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            EnvelopeMembers member = MemberName.Find(ref reader);
            reader.Read();
            if (member == EnvelopeMembers.None)
            {
                reader.Skip();
            }
            else if ((_seen & member) != 0)
            {
                _problems |= member == EnvelopeMembers.Id ? EnvelopeProblems.IdRepeated : EnvelopeProblems.MemberRepeated;
                reader.Skip();
            }
            else
            {
                _seen |= member;
                Take(ref reader, member);
            }
        }

        // Once more, for text behind the object.
        reader.Read();
        return (_seen & Answers) != 0 && (_seen & EnvelopeMembers.Method) == 0 ? Answer() : Call(inBatch);
    }

    private void Take(scoped ref Utf8JsonReader reader, EnvelopeMembers member)
    {
        switch (member)
        {
            case EnvelopeMembers.Version:
                TakeVersion(ref reader);
                break;
            case EnvelopeMembers.Id:
                TakeId(ref reader);
                break;
            case EnvelopeMembers.Method:
                TakeMethod(ref reader);
                break;
            case EnvelopeMembers.Params:
                TakeParams(ref reader);
                break;
            case EnvelopeMembers.Result:
                _result = Raw(ref reader);
                break;
            case EnvelopeMembers.Error:
                _error = Raw(ref reader);
                break;
            case EnvelopeMembers.Credit:
                TakeCredit(ref reader);
                break;
            case EnvelopeMembers.After:
                TakeAfter(ref reader);
                break;
            case EnvelopeMembers.TraceParent:
                _traceParent = Raw(ref reader);
                break;
            case EnvelopeMembers.TraceState:
                _traceState = Raw(ref reader);
                break;
        }
    }

    private void TakeVersion(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !MemberName.Is(ref reader, "2.0"u8))
        {
            _problems |= EnvelopeProblems.Version;
        }

        reader.Skip();
    }

    private void TakeId(scoped ref Utf8JsonReader reader)
    {
        JsonTokenType type = reader.TokenType;
        ReadOnlySpan<byte> token = Raw(ref reader);
        if (type is not (JsonTokenType.Number or JsonTokenType.String) || !Utf8.IsValid(token))
        {
            _problems |= EnvelopeProblems.IdType;
        }
        else if (token.Length > _limits.MaxIdBytes)
        {
            _problems |= EnvelopeProblems.IdTooLong;
        }
        else
        {
            _id = token;
        }
    }

    private void TakeMethod(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            _problems |= EnvelopeProblems.MethodType;
            reader.Skip();
        }
        else if (reader.ValueIsEscaped)
        {
            TakeEscapedMethod(ref reader);
        }
        else if (reader.ValueSpan.Length > _limits.MaxMethodBytes)
        {
            _problems |= EnvelopeProblems.MethodTooLong;
        }
        else if (!Utf8.IsValid(reader.ValueSpan))
        {
            _problems |= EnvelopeProblems.MethodText;
        }
        else
        {
            _method = reader.ValueSpan;
        }
    }

    private void TakeEscapedMethod(scoped ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > _limits.MaxMethodBytes * LongestEscape)
        {
            _problems |= EnvelopeProblems.MethodTooLong;
            return;
        }

        // Not straight into the scratch space: the reader may refuse a destination that the name just fits into.
        byte[] unescaped = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        if (!MemberName.TryUnescape(ref reader, unescaped, out int length))
        {
            _problems |= EnvelopeProblems.MethodText;
        }
        else if (length > _limits.MaxMethodBytes)
        {
            _problems |= EnvelopeProblems.MethodTooLong;
        }
        else
        {
            unescaped.AsSpan(0, length).CopyTo(_scratch);
            _method = _scratch[..length];
        }

        ArrayPool<byte>.Shared.Return(unescaped);
    }

    private void TakeParams(scoped ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                _params = Raw(ref reader);
                break;
            case JsonTokenType.Null:
                break;
            default:
                _problems |= EnvelopeProblems.ParamsType;
                break;
        }
    }

    private void TakeCredit(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out int credit)
            && credit >= 0
            && credit <= _limits.MaxCredit)
        {
            _credit = credit;
            return;
        }

        _problems |= EnvelopeProblems.CreditValue;
        reader.Skip();
    }

    private void TakeAfter(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && MemberName.TryGetText(ref reader, out _after))
        {
            return;
        }

        _problems |= EnvelopeProblems.AfterType;
        reader.Skip();
    }

    private readonly ReadOnlySpan<byte> Raw(scoped ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return _message[start..(int)reader.BytesConsumed];
    }

    // However odd, it is never answered: two peers that answered each other's answers would go on for ever.
    private readonly Envelope Answer()
    {
        // Peers of JSON-RPC 1 write both, and null into the one that is not meant.
        bool isError = (_seen & EnvelopeMembers.Error) != 0
            && ((_seen & EnvelopeMembers.Result) == 0 || !_error.SequenceEqual("null"u8));
        return new Envelope
        {
            Kind = isError ? EnvelopeKind.Error : EnvelopeKind.Result,
            Id = Id(),
            Payload = isError ? _error : _result,
        };
    }

    private readonly Envelope Call(bool inBatch)
    {
        EnvelopeProblems problems = Judge(inBatch);
        RequestId id = Id();
        if (problems != EnvelopeProblems.None)
        {
            return Envelope.Invalid(id, RpcErrorCode.InvalidRequest, EnvelopeProblemTexts.First(problems));
        }

        return new Envelope
        {
            Kind = id.IsNone ? EnvelopeKind.Notification : EnvelopeKind.Request,
            Id = id,
            Method = _method,
            Params = _params,
            Credit = _credit,
            After = _after,
            TraceParent = _traceParent,
            TraceState = _traceState,
        };
    }

    private readonly EnvelopeProblems Judge(bool inBatch)
    {
        EnvelopeProblems problems = _problems;
        if ((_seen & EnvelopeMembers.Version) == 0)
        {
            problems |= EnvelopeProblems.Version;
        }

        if ((_seen & EnvelopeMembers.Method) == 0)
        {
            problems |= EnvelopeProblems.MethodMissing;
        }

        if ((_seen & Answers) != 0)
        {
            problems |= EnvelopeProblems.MethodInResponse;
        }

        if (inBatch && (_seen & EnvelopeMembers.Credit) != 0)
        {
            problems |= EnvelopeProblems.CreditInBatch;
        }

        if (inBatch && _method.StartsWith("$/session/"u8))
        {
            problems |= EnvelopeProblems.SessionInBatch;
        }

        return problems;
    }

    private readonly RequestId Id() =>
        _id.IsEmpty || (_problems & EnvelopeProblems.IdRepeated) != 0 ? RequestId.None : RequestId.FromToken(_id);
}
