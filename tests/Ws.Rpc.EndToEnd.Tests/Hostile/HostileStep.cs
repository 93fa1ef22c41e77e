namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>One thing that a hostile client does, or that must come back.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Bytes">What is sent, as it goes over TCP.</param>
/// <param name="Text">How what comes back begins.</param>
/// <param name="Code">The status or the close code that comes back.</param>
internal sealed record HostileStep(HostileStepKind Kind, byte[] Bytes, string Text = "", int Code = 0);
