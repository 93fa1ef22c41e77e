namespace Chat.Server.Data;

/// <summary>A user. The name is all that there is to one.</summary>
public sealed class StoredUser
{
    /// <summary>The name, which is the user's id as well.</summary>
    public required string Name { get; init; }

    /// <summary>The first sign-in, in milliseconds since 1970 (UTC).</summary>
    public required long Since { get; init; }
}
