using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>A type whose values a method sends, and where the method says so.</summary>
/// <param name="Type">The type.</param>
/// <param name="Method">The method.</param>
/// <param name="Symbol">The method, or its parameter.</param>
/// <param name="Part">The part of the symbol that names the type.</param>
internal sealed record Payload(ITypeSymbol Type, IMethodSymbol Method, ISymbol Symbol, FindingPart Part);
