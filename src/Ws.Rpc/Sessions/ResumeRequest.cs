namespace Ws.Rpc.Sessions;

/// <summary>What a peer says that wants to go on with its session.</summary>
/// <param name="Token">The secret that it was given.</param>
/// <param name="Received">How many frames it has.</param>
internal sealed record ResumeRequest(string Token, long Received);
