using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>
/// A fix that changes a type which the diagnostic names and which may stand in another file: once, however many diagnostics ask.
/// </summary>
internal abstract class DeclarationFix(params string[] ids) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    public sealed override FixAllProvider GetFixAllProvider() => new DeclarationFixAll(this);

    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics.Where(one => one.Properties.ContainsKey(FixProperties.Declaration)))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    Title(diagnostic), token => ApplyAsync(context.Document.Project, [diagnostic], token), GetType().Name),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    public async Task<Solution> ApplyAsync(
        Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        Solution solution = project.Solution;
        Compilation? compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<DocumentId, SyntaxEditor> editors = [];
        foreach (IGrouping<string?, Diagnostic> group in diagnostics.GroupBy(IdOf))
        {
            if (group.Key is null || compilation is null
                || DocumentationCommentId.GetFirstSymbolForDeclarationId(group.Key, compilation) is not { } symbol)
            {
                continue;
            }

            foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
            {
                SyntaxNode node = await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
                if (solution.GetDocument(reference.SyntaxTree) is { } document and not SourceGeneratedDocument
                    && node is TypeDeclarationSyntax declaration)
                {
                    SyntaxEditor editor = await EditorAsync(editors, document, cancellationToken).ConfigureAwait(false);
                    if (Change(editor, declaration, [.. group]))
                    {
                        break;
                    }
                }
            }
        }

        return editors.Aggregate(
            solution, (changed, editor) => changed.WithDocumentSyntaxRoot(editor.Key, editor.Value.GetChangedRoot()));
    }

    protected abstract string Title(Diagnostic diagnostic);

    /// <summary>Changes a declaration of the type; returns whether its other declarations can be left alone.</summary>
    protected abstract bool Change(
        SyntaxEditor editor, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic> diagnostics);

    private static string? IdOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(FixProperties.Declaration, out string? id) ? id : null;

    private static async Task<SyntaxEditor> EditorAsync(
        Dictionary<DocumentId, SyntaxEditor> editors, Document document, CancellationToken cancellationToken)
    {
        if (!editors.TryGetValue(document.Id, out SyntaxEditor? editor))
        {
            editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
            editors.Add(document.Id, editor);
        }

        return editor;
    }
}
