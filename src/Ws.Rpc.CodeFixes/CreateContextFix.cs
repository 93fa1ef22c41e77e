using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Ws.Rpc.Generator.Diagnostics;

namespace Ws.Rpc.CodeFixes;

/// <summary>Writes a JSON context for a contract, below it, and names it in the contract's mark.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CreateContextFix))]
[Shared]
internal sealed class CreateContextFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NoJsonContext];

    public override FixAllProvider GetFixAllProvider() => new CreateContextFixAll();

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create(
                "Create a JSON context",
                token => ApplyAsync(context.Document, context.Diagnostics, token),
                nameof(CreateContextFix)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    internal static async Task<Document> ApplyAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (editor.OriginalRoot.FindNode(diagnostic.Location.SourceSpan) is TypeDeclarationSyntax contract
                && MarkOf(contract) is { } mark)
            {
                string name = NameFor(contract, editor.SemanticModel);
                editor.AddAttributeArgument(mark, SyntaxFactory.AttributeArgument(
                    SyntaxFactory.NameEquals("JsonContext"), null, SyntaxFactory.ParseExpression($"typeof({name})")));
                TypeDeclarationSyntax outermost = contract.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last();
                editor.InsertAfter(outermost, Context(outermost, name, diagnostic.Properties[FixProperties.Types]!));
            }
        }

        return editor.GetChangedDocument();
    }

    private static AttributeSyntax? MarkOf(TypeDeclarationSyntax contract) => contract.AttributeLists
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => Names.Is(attribute, "RpcHub") || Names.Is(attribute, "RpcCallback"));

    private static string NameFor(TypeDeclarationSyntax contract, SemanticModel model)
    {
        string own = contract.Identifier.ValueText;
        own = own.Length > 1 && own[0] == 'I' && char.IsUpper(own[1]) ? own.Substring(1) : own;
        string outer = string.Concat(
            contract.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(type => type.Identifier.ValueText));
        string wanted = outer + own + "JsonContext";
        string name = wanted;
        for (int i = 2; model.LookupNamespacesAndTypes(contract.SpanStart, name: name).Any(); i++)
        {
            name = wanted + SyntaxFactory.Literal(i).Text;
        }

        return name;
    }

    private static MemberDeclarationSyntax Context(TypeDeclarationSyntax above, string name, string types)
    {
        string line = above.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";
        string end = above.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? line : "";
        string start = end.Length == 0 ? line + line : line;
        string attributes = string.Concat(types.Split(FixProperties.Separator)
            .Select(type => $"[{Names.JsonSerializable}(typeof({type}))]{line}"));
        string head = $"internal sealed partial class {name} : {Names.JsonSerializerContext}";
        string text = $"{start}{attributes}{head}{line}{{{line}}}{end}";
        return SyntaxFactory.ParseMemberDeclaration(text)!
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
    }
}
