namespace Ws.Rpc.Benchmarks.Broadcast;

/// <summary>The text of a message. It holds one character that stands nowhere else in either protocol: members count those.</summary>
internal static class BroadcastText
{
    public const byte Mark = (byte)'~';

    public static string Of(int bytes) => new string('x', bytes - 1) + (char)Mark;
}
