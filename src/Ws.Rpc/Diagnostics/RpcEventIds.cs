namespace Ws.Rpc.Diagnostics;

/// <summary>The one table of event ids of this library's logs. Ids are never re-used or renumbered.</summary>
internal static class RpcEventIds
{
    public const int ReceiveLoopFailed = 1;
    public const int FlushTimedOut = 2;
    public const int HandlerFailed = 3;
    public const int NotificationFailed = 4;
    public const int ResultNotSerializable = 5;
    public const int NotificationDropped = 6;
    public const int CancellationCallbackFailed = 7;
    public const int SlowConsumer = 8;
    public const int ConnectionLifetimeHandlerFailed = 9;
    public const int Connected = 10;
    public const int Disconnected = 11;
    public const int UnansweredFailure = 12;
    public const int EventHandlerFailed = 13;
    public const int ProgressNotSerializable = 14;
    public const int ProgressMisfit = 15;
    public const int ProgressHandlerFailed = 16;
    public const int ArgumentsFailed = 17;
    public const int StreamSourceFailed = 18;
    public const int NotificationRefused = 19;
    public const int DetailedErrors = 20;
    public const int HandshakeRejected = 21;
    public const int HandshakeFilterFailed = 22;
    public const int FirstMessageMissing = 23;
    public const int CredentialsExpired = 24;
    public const int CredentialsReplaced = 25;
    public const int CredentialsRefused = 26;
    public const int CredentialsCheckFailed = 27;
    public const int SessionDetached = 28;
    public const int SessionResumed = 29;
    public const int ResumeRefused = 30;
    public const int ResumeFailed = 31;
    public const int Reconnecting = 32;
    public const int ConnectFailed = 33;
    public const int Reconnected = 34;
    public const int Ended = 35;
    public const int CredentialsRenewed = 36;
    public const int RenewalFailed = 37;
}
