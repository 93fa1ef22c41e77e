using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Ws.Rpc.CodeFixes;

/// <summary>A fix that changes the source around its diagnostic and nothing else, so that many of them can be merged.</summary>
internal abstract class NodeFix(string title, params string[] ids) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // With a second place the mistake stands in a base, whose file another contract may share.
            if (root is not null && diagnostic.AdditionalLocations.Count == 0
                && Plan(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, token => ApplyAsync(context.Document, change, token), GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>The change; <see langword="null"/> where there is none to offer.</summary>
    protected abstract Action<SyntaxEditor>? Plan(SyntaxNode node, Diagnostic diagnostic);

    private static async Task<Document> ApplyAsync(
        Document document, Action<SyntaxEditor> change, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        change(editor);
        return editor.GetChangedDocument();
    }
}
