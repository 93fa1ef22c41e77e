namespace Ws.Rpc.Interop.Tests.ForeignServers;

/// <summary>StreamJsonRpc's CommonErrorData, as protocol section 10 describes it.</summary>
public sealed record ErrorDetail(string Type, string Message, string? Stack, int Code, ErrorDetail? Inner);
