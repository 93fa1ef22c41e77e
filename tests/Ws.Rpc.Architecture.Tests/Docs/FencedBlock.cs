using System.Collections.Generic;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>A fenced block of a document.</summary>
/// <param name="Section">The heading, of the first or second level, that it stands under.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record FencedBlock(string Section, string Language, List<string> Lines)
{
    public string Text => string.Join('\n', Lines) + '\n';
}
