namespace Ws.Rpc.Tool.Model;

/// <summary>A type that contracts speak of: its TypeScript without <c>export</c>, and the object of its constants if it has any.</summary>
internal sealed record DeclaredType(string Name, string? Summary, string Declaration, string? Constant);
