namespace Chat.Contracts;

/// <summary>How much the chat server takes.</summary>
public static class ChatLimits
{
    /// <summary>Characters in the name of a room or a user.</summary>
    public const int NameLength = 40;

    /// <summary>Characters in a message.</summary>
    public const int TextLength = 4000;

    /// <summary>Messages in one page of history.</summary>
    public const int PageLength = 200;
}
