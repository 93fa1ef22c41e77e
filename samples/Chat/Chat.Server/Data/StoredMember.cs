namespace Chat.Server.Data;

/// <summary>That a user belongs to a room, online or not.</summary>
public sealed class StoredMember
{
    /// <summary>The user's name.</summary>
    public required string User { get; init; }

    /// <summary>The room's name.</summary>
    public required string Room { get; init; }

    /// <summary>The id of the last message that the user has read.</summary>
    public required long ReadUpTo { get; set; }
}
