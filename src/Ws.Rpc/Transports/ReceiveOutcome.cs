namespace Ws.Rpc.Transports;

/// <summary>What one attempt to receive a message came to.</summary>
internal enum ReceiveOutcome
{
    Message,
    CloseFrame,
    Binary,
    TooBig,
    TooManyEmptyFragments,
    Failed,
}
