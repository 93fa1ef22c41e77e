namespace Chat.Contracts;

/// <summary>A room in the list: whether the caller belongs to it, and how much was said there that the caller has not read.</summary>
public sealed record RoomSummary(string Room, bool IsMember, int Unread, int Online);
