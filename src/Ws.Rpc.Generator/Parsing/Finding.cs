using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>A rule that a contract breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Symbol">What breaks it.</param>
/// <param name="Part">The part of the symbol to point at.</param>
/// <param name="Arguments">What the message names.</param>
internal sealed record Finding(DiagnosticDescriptor Rule, ISymbol Symbol, FindingPart Part, params object[] Arguments)
{
    /// <summary>Gets what a code fix needs to know.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public bool PreventsGeneration => Rule.DefaultSeverity == DiagnosticSeverity.Error;
}
