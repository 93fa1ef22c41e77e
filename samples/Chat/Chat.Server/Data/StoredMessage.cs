using System;
using Chat.Contracts;

namespace Chat.Server.Data;

/// <summary>A message.</summary>
public sealed class StoredMessage
{
    /// <summary>Counts up over all rooms.</summary>
    public long Id { get; init; }

    /// <summary>The room's name.</summary>
    public required string Room { get; init; }

    /// <summary>The user who sent it.</summary>
    public required string Sender { get; init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <summary>When the server took it, in milliseconds since 1970 (UTC).</summary>
    public required long SentAt { get; init; }

    /// <summary>The sender's own name for it; <see langword="null"/> if there is none.</summary>
    public string? Key { get; init; }

    /// <summary>The server that took it.</summary>
    public required string Server { get; init; }

    /// <summary>As clients see it.</summary>
    public ChatMessage ToMessage() => new(Id, Room, Sender, Text, DateTimeOffset.FromUnixTimeMilliseconds(SentAt));
}
