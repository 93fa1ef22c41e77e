namespace Chat.Contracts;

/// <summary>The codes of the errors that the chat server answers.</summary>
public static class ChatError
{
    /// <summary>Somebody in the room has this name already.</summary>
    public const int NameTaken = 1001;

    /// <summary>The caller is not in the room.</summary>
    public const int NotInRoom = 1002;

    /// <summary>A room, a name or a text is empty or too long.</summary>
    public const int BadText = 1003;
}
