using System;

namespace Chat.Contracts;

/// <summary>One message in a room. Ids count up over all rooms.</summary>
public sealed record ChatMessage(long Id, string Room, string Sender, string Text, DateTimeOffset SentAt);
