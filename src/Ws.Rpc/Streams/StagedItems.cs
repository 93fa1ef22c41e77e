using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.Streams;

/// <summary>The items of one message while it is being read. Of the receive loop.</summary>
internal sealed class StagedItems<T>(RpcMethod method, RpcCodec<T> codec)
{
    private const int InitialLength = 16;

    private T[] _items = [];

    public int Count { get; private set; }

    /// <summary>What is wrong with the item behind these, if anything is.</summary>
    public Exception? Failure { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail("an array of items is expected", null);
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Failure is null)
            {
                ReadItem(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
        Failure = null;
    }

    public void Fail(string problem, Exception? cause) => Failure = new RpcProtocolException(
        $"An item of '{method.Name}' does not fit the contract: {problem}", cause);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a codec throws is the consumer's to see.")]
    private void ReadItem(ref Utf8JsonReader reader)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(InitialLength, Count * 2));
        }

        Utf8JsonReader start = reader;
        try
        {
            _items[Count] = codec.Read(ref reader);
            Count++;
        }
        catch (Exception exception)
        {
            // Should the message not be JSON at all, this throws, and nothing of it is taken.
            reader = start;
            reader.Skip();
            Fail(exception.Message, exception);
        }
    }
}
