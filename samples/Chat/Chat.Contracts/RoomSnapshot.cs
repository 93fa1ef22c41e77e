using System.Collections.Generic;

namespace Chat.Contracts;

/// <summary>A room as it is when somebody enters: who is there, and the last messages, the oldest first.</summary>
public sealed record RoomSnapshot(string Room, IReadOnlyList<string> Members, IReadOnlyList<ChatMessage> Messages);
