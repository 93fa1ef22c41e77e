using System;

namespace Chat.Client;

/// <summary>The command line.</summary>
internal sealed record ChatArguments(string Name, string Room, Uri Server)
{
    public const string Usage = """
        Usage: Chat.Client [--name NAME] [--room ROOM] [--server URL]
          --name    who you are (default: your user name)
          --room    the room to join (default: lobby)
          --server  the server (default: ws://localhost:5100/chat)
        """;

    private const string DefaultPath = "/chat";

    /// <summary><see langword="null"/> if they make no sense.</summary>
    public static ChatArguments? Parse(string[] args)
    {
        string name = Environment.UserName;
        string room = "lobby";
        string server = "ws://localhost:5100/chat";
        for (int i = 0; i < args.Length; i += 2)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--name" when value is not null:
                    name = value;
                    break;
                case "--room" when value is not null:
                    room = value;
                    break;
                case "--server" when value is not null:
                    server = value;
                    break;
                default:
                    return null;
            }
        }

        return TryParseServer(server, out Uri? address) ? new ChatArguments(name, room, address!) : null;
    }

    private static bool TryParseServer(string text, out Uri? address)
    {
        bool known = Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "ws" or "wss" or "http" or "https";
        if (known && address!.AbsolutePath == "/")
        {
            address = new Uri(address, DefaultPath);
        }

        return known;
    }
}
