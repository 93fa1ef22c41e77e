using System;
using System.Text;

namespace Ws.Rpc.AspNetCore.Rooms;

/// <summary>Which names a room may have: they often come from clients.</summary>
internal static class RoomNames
{
    /// <exception cref="RpcException">The name is empty, too long or has control characters (−32602).</exception>
    public static void ThrowIfBad(string room, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (room.Length == 0)
        {
            throw Refusal("A room's name must not be empty.");
        }

        // A character is a byte at least: what is much too long is not counted.
        if (room.Length > maxBytes || Encoding.UTF8.GetByteCount(room) > maxBytes)
        {
            throw Refusal($"A room's name may have at most {maxBytes} bytes.");
        }

        foreach (char character in room)
        {
            if (char.IsControl(character))
            {
                throw Refusal("A room's name must not have control characters.");
            }
        }
    }

    private static RpcException Refusal(string message) => new(RpcErrorCode.InvalidParams, message);
}
