using System.Collections.Generic;

namespace Chat.Contracts;

/// <summary>A room as it is when somebody enters: who is there, and the id of its last message (0: none yet).</summary>
public sealed record RoomSnapshot(string Room, IReadOnlyList<string> Members, long LastMessageId);
