using System;
using System.Text.Json;

namespace Ws.Rpc.Streams;

/// <summary>
/// A stream of the peer's, as the receive loop fills it: a frame's items are read first, and published when the whole frame has
/// proved to be what it seemed.
/// </summary>
internal abstract class StreamReceiver
{
    /// <summary>Whether the items are asked for, rather than pushed within a credit.</summary>
    public bool IsPulled { get; set; }

    /// <summary>Lets the peer send more items, before it is told so; says how many it may send altogether.</summary>
    public abstract int Allow(int items);

    /// <summary>Reads the items of a frame; what cannot be read ends the stream behind those that could.</summary>
    /// <param name="reader">Stands on the first token of the array, and on its last when the method returns.</param>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public abstract void Stage(ref Utf8JsonReader reader);

    /// <summary>How many items were read.</summary>
    public abstract int StagedCount { get; }

    /// <summary>Forgets what was read.</summary>
    public abstract void Unstage();

    /// <summary>Hands what was read to the consumer.</summary>
    /// <returns><see langword="false"/> if these were more items than the peer had credit for.</returns>
    public abstract bool TryPublish(string? cursor);

    /// <summary>Nothing more will come; the first reason stands. Thread-safe.</summary>
    /// <param name="failure">What the consumer sees behind the items that came; nothing, if the stream is complete.</param>
    public abstract void End(Exception? failure);
}
