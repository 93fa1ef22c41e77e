using System.Diagnostics;
using System.Text;

namespace Ws.Rpc.Wire;

/// <summary>Writes the members that say which trace a message belongs to (protocol section 4).</summary>
internal static class TraceWriter
{
    /// <summary>Writes them behind everything else, in place of the closing brace; nothing where there is no trace.</summary>
    public static void Write(MessageBuffer message, Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return;
        }

        message.Truncate(message.Length - 1);
        message.Write(""","traceparent":"""u8);
        JsonText.Write(message, id);
        if (activity.TraceStateString is { Length: > 0 and <= TraceReader.LongestState } state && Ascii.IsValid(state))
        {
            message.Write(""","tracestate":"""u8);
            JsonText.Write(message, state);
        }

        EnvelopeWriter.WriteObjectTail(message);
    }
}
