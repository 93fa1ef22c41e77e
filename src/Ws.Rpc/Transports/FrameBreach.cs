namespace Ws.Rpc.Transports;

/// <summary>How a peer broke RFC 6455: the close code that it is told, and why.</summary>
internal sealed record FrameBreach(int CloseCode, string Description)
{
    public static readonly FrameBreach ReservedBits = new(
        1002, "The WebSocket received a frame with one or more reserved bits set.");
    public static readonly FrameBreach MaskedByServer = new(1002, "The WebSocket server sent a masked frame.");
    public static readonly FrameBreach NotMasked = new(1002, "The WebSocket client sent an unmasked frame.");
    public static readonly FrameBreach BadControl = new(1002, "The WebSocket received an invalid control message.");
    public static readonly FrameBreach NothingToContinue = new(
        1002, "The WebSocket received a continuation frame from a previous final message.");

    public static readonly FrameBreach NotContinued = new(
        1002, "The WebSocket expected a continuation frame after having received a previous non-final frame.");

    public static readonly FrameBreach BadLength = new(
        1002, "The WebSocket received a frame with an invalid payload length.");
    public static readonly FrameBreach BadClose = new(1002, "The WebSocket received a close frame with an invalid status.");
    public static readonly FrameBreach BadCloseReason = new(1007, "The reason of a close frame was not valid UTF-8.");
    public static readonly FrameBreach BadText = new(1007, "A text message was not valid UTF-8.");

    public static FrameBreach UnknownOpcode(FrameOpcode opcode) =>
        new(1002, $"The WebSocket received a frame with an unknown opcode: '0x{(byte)opcode:x}'.");
}
