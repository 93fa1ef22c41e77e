using System;
using System.Threading;

namespace Ws.Rpc;

/// <summary>
/// What a method that returns a stream may know and say of its position, so that an interrupted caller can go on where it was
/// (protocol section 7). Ambient: valid within the method and its iterator.
/// </summary>
public static class RpcStreamContext
{
    private static readonly AsyncLocal<Position?> s_current = new();

    /// <summary>
    /// Gets the position behind which the caller wants the stream to begin, as an earlier call has stated it with
    /// <see cref="SetCursor"/>; <see langword="null"/> for a stream from its beginning. It comes from the peer: check it.
    /// </summary>
    public static string? After => s_current.Value?.After;

    /// <summary>
    /// States the position behind the item that is yielded next. Items that are sent together carry the position of the last.
    /// </summary>
    /// <param name="cursor">Whatever the method understands as <see cref="After"/>.</param>
    /// <exception cref="InvalidOperationException">No method that returns a stream to a peer runs here.</exception>
    public static void SetCursor(string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        Position position = s_current.Value
            ?? throw new InvalidOperationException("A cursor belongs to a stream, and none is being sent from here.");
        position.Cursor = cursor;
    }

    /// <summary>Makes a position the ambient one.</summary>
    internal static Position Begin(string? after)
    {
        var position = new Position(after);
        s_current.Value = position;
        return position;
    }

    /// <summary>Between one stream's iterator, which sets the cursor, and its sender, which takes it.</summary>
    internal sealed class Position(string? after)
    {
        private string? _cursor;

        public string? After => after;

        public string? Cursor
        {
            set => _cursor = value;
        }

        public string? TakeCursor()
        {
            string? cursor = _cursor;
            _cursor = null;
            return cursor;
        }
    }
}
