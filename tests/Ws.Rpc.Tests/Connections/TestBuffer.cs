using System.Reflection;
using System.Text;
using Ws.Rpc.Wire;

namespace Ws.Rpc.Tests.Connections;

/// <summary>Messages with a text, and how many references they have left.</summary>
internal static class TestBuffer
{
    private static readonly FieldInfo s_references =
        typeof(MessageBuffer).GetField("_references", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static MessageBuffer Of(string text)
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        buffer.Write(Encoding.UTF8.GetBytes(text));
        return buffer;
    }

    /// <summary>A message of which the test keeps a reference, so that nobody re-uses it meanwhile.</summary>
    public static MessageBuffer Kept(string text)
    {
        MessageBuffer buffer = Of(text);
        buffer.Retain();
        return buffer;
    }

    public static int ReferencesOf(MessageBuffer buffer) => (int)s_references.GetValue(buffer)!;
}
