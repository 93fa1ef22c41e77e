using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Ws.Rpc.Tool.Model;

namespace Ws.Rpc.Tool.Reading;

/// <summary>
/// Names types as TypeScript does, by how System.Text.Json writes them (<c>JsonSerializerDefaults.Web</c>), and remembers those
/// that must be declared.
/// </summary>
internal sealed class TypeReader(Documentation documentation)
{
    private const string Collections = "System.Collections.Generic.";

    private readonly Dictionary<Type, bool> _named = [];
    private readonly Queue<Type> _waiting = new();

    public string NameOf(NullabilityInfo info, bool enumNames)
    {
        if (Nullable(info.Type) is { } value)
        {
            NullabilityInfo[] arguments = info.GenericTypeArguments is [{ } inner] && inner.Type == value
                ? inner.GenericTypeArguments
                : info.GenericTypeArguments;
            return $"{NameOf(value, arguments, null, enumNames)} | null";
        }

        string name = NameOf(info.Type, info.GenericTypeArguments, info.ElementType, enumNames);

        // Whether a parameter of a generic type may be null is said where it is given.
        bool mayBeNull = info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType && !info.Type.IsGenericParameter;
        return mayBeNull && name != "unknown" ? $"{name} | null" : name;
    }

    /// <summary>Declares all that was named, and what those speak of.</summary>
    public IEnumerable<DeclaredType> Declare()
    {
        List<(string Order, DeclaredType Type)> declared = [];
        MemberReader members = new(this, documentation);
        while (_waiting.TryDequeue(out Type? type))
        {
            declared.Add((type.FullName!, type.IsEnum ? members.Enum(type, _named[type]) : members.Object(type, _named[type])));
        }

        return declared.OrderBy(one => one.Order, StringComparer.Ordinal).Select(one => one.Type);
    }

    /// <summary>The name of a type that is declared by name; its parameters are named by themselves.</summary>
    public string Declared(Type type, bool enumNames)
    {
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (_named.TryAdd(definition, enumNames))
        {
            _waiting.Enqueue(definition);
        }

        return PlainName(definition);
    }

    public static string PlainName(Type type) => type.Name.Split('`')[0];

    private static Type? Nullable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1"
            ? type.GetGenericArguments()[0]
            : null;

    private string NameOf(Type type, NullabilityInfo[] arguments, NullabilityInfo? element, bool enumNames)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return type.GetElementType()!.FullName == "System.Byte" ? "string" : ListOf(NameOf(element!, enumNames));
        }

        if (KnownNames.Of(type) is { } known)
        {
            return known;
        }

        // A type with open arguments has no full name of its own.
        string full = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;
        string[] names = [.. arguments.Select(argument => NameOf(argument, enumNames))];
        if (full.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return $"[{string.Join(", ", names)}]";
        }

        if (ArgumentsOf(type, Collections + "IDictionary`2", Collections + "IReadOnlyDictionary`2") is { } pair)
        {
            return $"{{ [key: string]: {(names.Length == 2 ? names[1] : NameOf(pair[1], enumNames))} }}";
        }

        if (ArgumentsOf(type, Collections + "IEnumerable`1") is { } item)
        {
            return ListOf(names.Length == 1 ? names[0] : NameOf(item[0], enumNames));
        }

        if (!type.IsEnum && (type.Find(Marks.JsonConverter) is not null || full.StartsWith("System.", StringComparison.Ordinal)))
        {
            return "unknown";
        }

        string name = Declared(type, enumNames);
        return names.Length == 0 ? name : $"{name}<{string.Join(", ", names)}>";
    }

    // Of a type that says nothing about what may be null.
    private string NameOf(Type type, bool enumNames) =>
        Nullable(type) is { } value
            ? $"{NameOf(value, enumNames)} | null"
            : NameOf(type, [], null, enumNames);

    private static string ListOf(string name) => name.Contains(' ') ? $"({name})[]" : $"{name}[]";

    private static Type[]? ArgumentsOf(Type type, params string[] definitions) => type.GetInterfaces().Append(type)
        .FirstOrDefault(one => one.IsGenericType && definitions.Contains(one.GetGenericTypeDefinition().FullName))
        ?.GetGenericArguments();
}
