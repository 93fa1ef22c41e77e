using System;
using System.Globalization;

namespace Ws.Rpc.Transports;

/// <summary>How a connection ended.</summary>
/// <param name="Kind">Who or what ended it.</param>
/// <param name="CloseCode">The code of the close frame that decided it; <see cref="NoCloseFrame"/> where there was none.</param>
/// <param name="Description">The text of that frame, or what happened; for people.</param>
/// <param name="Exception">What failed locally, where something did.</param>
internal sealed record TransportClosure(
    TransportClosureKind Kind, int CloseCode, string Description, Exception? Exception = null)
{
    /// <summary>RFC 6455 section 7.1.5: reported, never sent.</summary>
    public const int NoCloseFrame = 1006;

    public const string LostDescription = "The connection was lost.";

    /// <summary>Of messages that are well formed and not accepted.</summary>
    public static TransportClosure OfRefusal(ReceiveOutcome outcome, int maxMessageBytes) => outcome switch
    {
        ReceiveOutcome.Binary => new(TransportClosureKind.Violation, 1003, "Binary messages are not served here."),
        ReceiveOutcome.TooBig => new(
            TransportClosureKind.Violation, 1009, $"A message may have at most {maxMessageBytes} bytes."),
        ReceiveOutcome.TooManyEmptyFragments => new(TransportClosureKind.Violation, 1008, "Too many empty fragments."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No refusal."),
    };

    /// <summary>Of a message that has begun and does not end.</summary>
    public static TransportClosure OfLateMessage(TimeSpan timeout) => new(
        TransportClosureKind.Violation,
        1008,
        string.Create(CultureInfo.InvariantCulture, $"A message may take at most {timeout.TotalSeconds:0.###} s to arrive."));
}
