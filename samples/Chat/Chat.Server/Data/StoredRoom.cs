namespace Chat.Server.Data;

/// <summary>A room.</summary>
public sealed class StoredRoom
{
    /// <summary>The name, which is the room's id as well.</summary>
    public required string Name { get; init; }
}
