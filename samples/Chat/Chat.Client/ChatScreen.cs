using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Chat.Contracts;
using Spectre.Console;

namespace Chat.Client;

/// <summary>
/// What is seen: messages come in above the line that is being typed. What others wrote is printed as it is, never as markup or
/// as commands to the terminal. Thread-safe.
/// </summary>
internal sealed class ChatScreen
{
    private const int WidthOfFiles = 1000;

    // Guards the console and _typed.
    private readonly Lock _gate = new();
    private readonly IAnsiConsole _console;
    private string? _typed;

    public ChatScreen(IAnsiConsole console)
    {
        _console = console;
        if (Console.IsOutputRedirected)
        {
            _console.Profile.Width = WidthOfFiles;
        }
    }

    public void Joined(string room, string name) => Print($"[green]{Plain(name)} joined {Plain(room)}[/]");

    public void Left(string room, string name) => Print($"[yellow]{Plain(name)} left {Plain(room)}[/]");

    public void Typing(string name) => Print($"[grey]{Plain(name)} is typing…[/]");

    public void Said(ChatMessage message, string self)
    {
        string colour = message.Sender == self ? "blue" : "aqua";
        Print($"[grey]{message.SentAt.ToLocalTime():HH:mm}[/] [{colour}]{Plain(message.Sender)}:[/] {Plain(message.Text)}");
    }

    public void Rooms(IReadOnlyList<RoomSummary> rooms)
    {
        foreach (RoomSummary room in rooms)
        {
            string unread = room.Unread > 0 ? $", [bold]{room.Unread} unread[/]" : string.Empty;
            Print($"  [bold]{Plain(room.Room)}[/] {(room.IsMember ? "(yours)" : string.Empty)} {room.Online} here{unread}");
        }
    }

    public void Entered(RoomSnapshot room, string self)
    {
        string[] others = [.. room.Members.Where(member => member != self)];
        string company = others.Length == 0 ? "nobody else is here" : "here are " + string.Join(", ", others.Select(Plain));
        Print($"[bold]You joined {Plain(room.Room)} as {Plain(self)}; {company}.[/]");
    }

    public void Sent(string self, string text) => Print($"[blue]{Plain(self)}:[/] {Plain(text)}");

    public void Notice(string text) => Print($"[grey]{Plain(text)}[/]");

    public void Problem(string text) => Print($"[red]{Plain(text)}[/]");

    /// <summary>Nothing more will be typed.</summary>
    public void EndTyping() => ShowTyped(null);

    /// <summary>Shows the line that is being typed; <see langword="null"/> for none.</summary>
    public void ShowTyped(string? typed)
    {
        lock (_gate)
        {
            EraseLocked();
            _typed = typed;
            DrawLocked();
        }
    }

    private static string Plain(string text) =>
        Markup.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));

    private void Print(string markup)
    {
        lock (_gate)
        {
            EraseLocked();
            _console.MarkupLine(markup);
            DrawLocked();
        }
    }

    private void EraseLocked()
    {
        if (_typed is not null)
        {
            _console.Write(new ControlCode("\r\u001b[K"));
        }
    }

    private void DrawLocked()
    {
        if (_typed is not null)
        {
            _console.Markup($"[grey]>[/] {Plain(_typed)}");
        }
    }
}
