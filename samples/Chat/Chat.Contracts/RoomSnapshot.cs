using System.Collections.Generic;

namespace Chat.Contracts;

/// <summary>A room as it is when somebody enters: who is there.</summary>
public sealed record RoomSnapshot(string Room, IReadOnlyList<string> Members);
