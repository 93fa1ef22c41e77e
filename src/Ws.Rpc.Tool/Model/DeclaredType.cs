using System.Collections.Generic;

namespace Ws.Rpc.Tool.Model;

/// <summary>
/// A type that contracts speak of: its TypeScript without <c>export</c>, and its constants, each as "name: value".
/// </summary>
internal sealed record DeclaredType(string Name, string? Summary, string Declaration, IReadOnlyList<string> Constants);
