using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Channels;

namespace Chat.Client;

/// <summary>
/// The lines that are typed, or read from a file or a pipe. A console cannot be read without blocking, so a background thread
/// does; it ends with the process.
/// </summary>
internal sealed class InputLines(ChatScreen screen, Action typing)
{
    private static readonly TimeSpan s_typingPause = TimeSpan.FromSeconds(3);

    // One line at a time: what is read ahead could not be taken back when the connection is lost.
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(1);
    private readonly StringBuilder _line = new();
    private DateTimeOffset _typingTold;

    public IAsyncEnumerable<string> ReadAsync(CancellationToken cancellationToken)
    {
        var reader = new Thread(Console.IsInputRedirected ? ReadLines : ReadKeys) { IsBackground = true, Name = "Input" };
        reader.Start();
        return _lines.Reader.ReadAllAsync(cancellationToken);
    }

    private void ReadLines()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            Hand(line);
        }

        _lines.Writer.Complete();
    }

    private void ReadKeys()
    {
        while (true)
        {
            screen.ShowTyped(_line.ToString());
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                screen.ShowTyped(null);
                Hand(_line.ToString());
                _line.Clear();
            }
            else if (key.Key == ConsoleKey.D && key.Modifiers == ConsoleModifiers.Control && _line.Length == 0)
            {
                screen.ShowTyped(null);
                _lines.Writer.Complete();
                return;
            }
            else if (key.Key == ConsoleKey.Backspace)
            {
                _line.Length = Math.Max(0, _line.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                _line.Append(key.KeyChar);
                TellTyping();
            }
        }
    }

    // On a thread of its own, which may wait.
    private void Hand(string line) => _lines.Writer.WriteAsync(line).AsTask().GetAwaiter().GetResult();

    private void TellTyping()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (_line[0] != '/' && now - _typingTold >= s_typingPause)
        {
            _typingTold = now;
            typing();
        }
    }
}
