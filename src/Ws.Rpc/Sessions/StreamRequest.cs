using Ws.Rpc.Wire;

namespace Ws.Rpc.Sessions;

/// <summary>What a request says beside its arguments if its result is a stream (protocol section 7).</summary>
/// <param name="Credit">How many items may be sent at once.</param>
/// <param name="After">Where the stream is to be continued.</param>
internal sealed record StreamRequest(int Credit, string? After)
{
    /// <summary>Writes it behind the arguments, in place of the closing brace.</summary>
    public void WriteTo(MessageBuffer message)
    {
        message.Truncate(message.Length - 1);
        message.Write(""","credit":"""u8);
        new RequestId(Credit).WriteTo(message);
        if (After is not null)
        {
            message.Write(""","after":"""u8);
            JsonText.Write(message, After);
        }

        EnvelopeWriter.WriteObjectTail(message);
    }
}
