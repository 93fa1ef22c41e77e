using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Ws.Rpc.CodeFixes;

/// <summary>
/// Hands all diagnostics of a project to a fix together: fixed one by one they would all change the same lines.
/// </summary>
internal sealed class DeclarationFixAll(DeclarationFix fix) : FixAllProvider
{
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        Task.FromResult<CodeAction?>(CodeAction.Create(
            "Fix all",
            token => ApplyAsync(fixAllContext.WithCancellationToken(token), token),
            fixAllContext.CodeActionEquivalenceKey));

    private async Task<Solution> ApplyAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            ImmutableArray<Diagnostic> ofDocument = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            return await fix.ApplyAsync(document.Project, ofDocument, cancellationToken).ConfigureAwait(false);
        }

        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        Solution solution = context.Solution;
        foreach (Project project in projects)
        {
            ImmutableArray<Diagnostic> ofProject = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            if (ofProject.Length > 0)
            {
                solution = await fix.ApplyAsync(solution.GetProject(project.Id)!, ofProject, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return solution;
    }
}
