namespace Ws.Rpc.Transports;

/// <summary>What a <see cref="FrameParser"/> came upon.</summary>
internal enum FrameStep
{
    /// <summary>More has to be read first.</summary>
    NeedsInput,

    /// <summary>A text message is whole.</summary>
    Message,
    Ping,
    Pong,
    Close,
    Binary,
    TooBig,
    TooManyEmptyFragments,
    Breach,
}
