using System;
using System.Text.Json;
using Ws.Rpc.Streams;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>
/// Reads the arguments of a <c>$/stream</c> in one pass, the items in place, where they stand behind the stream's name.
/// </summary>
internal ref struct StreamFrameReader(ReadOnlySpan<byte> json, JsonReaderOptions options)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private readonly JsonReaderOptions _options = options;
    private ReadOnlySpan<byte> _itemsBeforeName;
    private bool _staged;

    /// <summary>The stream; none where it is unknown.</summary>
    public StreamReceiver? Receiver { get; private set; }

    /// <summary>The same, where it is an argument's.</summary>
    public IArgumentStream? Argument { get; private set; }

    public string? Cursor { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>The raw JSON, empty if there is none.</summary>
    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>Reads all, and stages the items.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(RpcSession session)
    {
        var reader = new Utf8JsonReader(_json, _options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, session);
        }

        // Once more, for text behind the object.
        reader.Read();
        if (!_itemsBeforeName.IsEmpty && Receiver is not null && !_staged)
        {
            var items = new Utf8JsonReader(_itemsBeforeName, _options);
            items.Read();
            Receiver.Stage(ref items);
        }
    }

    private void ReadMember(scoped ref Utf8JsonReader reader, RpcSession session)
    {
        if (MemberName.Is(ref reader, "items"u8))
        {
            reader.Read();
            ReadItems(ref reader);
        }
        else if (MemberName.Is(ref reader, "id"u8))
        {
            reader.Read();
            FindResult(Scalar(ref reader), session);
        }
        else if (MemberName.Is(ref reader, "token"u8))
        {
            reader.Read();
            FindArgument(Scalar(ref reader), session);
        }
        else
        {
            ReadRest(ref reader);
        }
    }

    private void ReadRest(scoped ref Utf8JsonReader reader)
    {
        bool isCursor = MemberName.Is(ref reader, "cursor"u8);
        bool isDone = MemberName.Is(ref reader, "done"u8);
        bool isError = MemberName.Is(ref reader, "error"u8);
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        if (isCursor && reader.TokenType == JsonTokenType.String && MemberName.TryGetText(ref reader, out string? cursor))
        {
            Cursor = cursor;
        }

        IsDone |= isDone && reader.TokenType == JsonTokenType.True;
        bool isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        if (isError && !isNull)
        {
            Error = _json[start..(int)reader.BytesConsumed];
        }
    }

    private void ReadItems(scoped ref Utf8JsonReader reader)
    {
        if (Receiver is not null && !_staged)
        {
            _staged = true;
            Receiver.Stage(ref reader);
            return;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        _itemsBeforeName = _json[start..(int)reader.BytesConsumed];
    }

    private static RequestId Scalar(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
        {
            return RequestId.FromScalar(ref reader);
        }

        reader.Skip();
        return RequestId.None;
    }

    private void FindResult(RequestId id, RpcSession session)
    {
        if (Receiver is null && session.Outgoing.Find(id) is StreamAnswer answer)
        {
            Receiver = answer.Receiver;
        }
    }

    private void FindArgument(RequestId token, RpcSession session)
    {
        if (Receiver is null && session.Streams.FromPeer.Find(StreamName.Token(token)) is IArgumentStream argument)
        {
            Argument = argument;
            Receiver = argument.Receiver;
        }
    }
}
