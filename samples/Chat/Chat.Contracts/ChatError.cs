namespace Chat.Contracts;

/// <summary>The codes of the errors that the chat server answers.</summary>
public static class ChatError
{
    /// <summary>The caller is not in the room.</summary>
    public const int NotInRoom = 1002;

    /// <summary>A room, a name or a text is empty, too long, or has characters that nobody sees.</summary>
    public const int BadText = 1003;

    /// <summary>There are as many rooms as the server has.</summary>
    public const int TooManyRooms = 1004;
}
