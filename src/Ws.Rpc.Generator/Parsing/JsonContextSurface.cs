using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>What a JSON context knows.</summary>
internal sealed class JsonContextSurface
{
    private const string ModeMember = "GenerationMode";
    private const int Serialization = 2;

    private readonly ReachableJsonTypes _readable = new();
    private readonly ReachableJsonTypes _writable = new();

    private JsonContextSurface(INamedTypeSymbol symbol)
    {
        Symbol = symbol;
        int mode = Mode(KnownTypes.Attribute(symbol, "JsonSourceGenerationOptionsAttribute", JsonContextRules.Namespace));
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type
                && KnownTypes.Is(type, JsonContextRules.Namespace, "JsonSerializableAttribute")
                && attribute.ConstructorArguments is [{ Value: ITypeSymbol root }])
            {
                int own = Mode(attribute);
                bool isReadable = (own == 0 ? mode : own) != Serialization;
                (isReadable ? _readable : _writable).Add(root);
            }
        }
    }

    public INamedTypeSymbol Symbol { get; }

    public static JsonContextSurface Read(INamedTypeSymbol symbol) => new(symbol);

    public bool CanRead(ITypeSymbol type) => _readable.Contains(type);

    /// <summary>Whether a type can be written only.</summary>
    public bool CanOnlyWrite(ITypeSymbol type) => !CanRead(type) && _writable.Contains(type);

    private static int Mode(AttributeData? attribute) =>
        attribute is not null && KnownTypes.Argument(attribute, ModeMember).Value is int mode ? mode : 0;
}
