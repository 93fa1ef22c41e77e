using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Ws.Rpc.CodeFixes;

/// <summary>Writes the contexts of a file's contracts together, one below the other.</summary>
internal sealed class CreateContextFixAll : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        await CreateContextFix.ApplyAsync(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false);
}
