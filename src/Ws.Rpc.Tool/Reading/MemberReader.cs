using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Ws.Rpc.Tool.Model;
using Ws.Rpc.Tool.Writing;

namespace Ws.Rpc.Tool.Reading;

/// <summary>Declares objects by their properties, and enums by their values.</summary>
internal sealed class MemberReader(TypeReader types, Documentation documentation)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // Of JsonIgnoreCondition; the others leave a property out at times.
    private const int Never = 0;
    private const int Always = 1;

    private readonly NullabilityInfoContext _nullability = new();

    public DeclaredType Enum(Type type, bool enumNames)
    {
        FieldInfo[] fields = [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).OrderBy(field => field.MetadataToken)];
        bool isFlags = type.Find("System.FlagsAttribute") is not null;
        bool names = enumNames || type.Find(Marks.JsonConverter).WritesNames();
        string[] values = [.. fields.Select(field => names ? Keys.Quoted(NameOf(field)) : $"{field.GetRawConstantValue()}")];
        string union = isFlags ? (names ? "string" : "number") : string.Join(" | ", values.Distinct());
        string[] constants = [.. fields.Zip(values).Select(one => $"{one.First.Name}: {one.Second}")];
        return new DeclaredType(type.Name, documentation.Of($"T:{type.FullName}"), $"type {type.Name} = {union};", constants);
    }

    public DeclaredType Object(Type type, bool enumNames)
    {
        string name = TypeReader.PlainName(type);
        string parameters = string.Join(", ", type.GetGenericArguments().Select(one => one.Name));
        string generic = parameters.Length == 0 ? string.Empty : $"<{parameters}>";
        string? summary = documentation.Of($"T:{type.FullName}");
        CustomAttributeData[] derived = [.. type.FindAll(Marks.JsonDerivedType)];
        string body = Body(type, enumNames);
        return derived.Length == 0
            ? new DeclaredType(name, summary, $"interface {name}{generic} {body}", [])
            : new DeclaredType(name, summary, $"type {name}{generic} = {Union(type, derived, body, enumNames)};", []);
    }

    private static string NameOf(FieldInfo field) => field.Find(Marks.JsonStringEnumMemberName).First() as string ?? field.Name;

    private string Union(Type type, CustomAttributeData[] derived, string body, bool enumNames)
    {
        string discriminator = type.Find(Marks.JsonPolymorphic).Named("TypeDiscriminatorPropertyName", "$type");
        List<string> parts = [];
        foreach (CustomAttributeData one in derived)
        {
            var other = (Type)one.ConstructorArguments[0].Value!;
            string own = other == type ? body : types.Declared(other, enumNames);
            string? mark = one.ConstructorArguments.Count < 2 ? null
                : one.ConstructorArguments[1].Value is string text ? Keys.Quoted(text) : $"{one.ConstructorArguments[1].Value}";
            parts.Add(mark is null ? own : $"({{ {Keys.Of(discriminator)}: {mark} }} & {own})");
        }

        bool hasOwn = type.IsAbstract || derived.Any(one => (Type?)one.ConstructorArguments[0].Value == type);
        return string.Join(" | ", hasOwn ? parts : parts.Append(body));
    }

    private string Body(Type type, bool enumNames)
    {
        StringBuilder body = new("{\n");
        foreach (PropertyInfo property in Properties(type))
        {
            if (documentation.Of($"P:{property.DeclaringType!.FullName}.{property.Name}") is { } summary)
            {
                body.Append("  /** ").Append(summary).Append(" */\n");
            }

            string? given = property.Find(Marks.JsonPropertyName).First() as string;
            string key = Keys.Of(given ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            string mark = Ignored(property) == Never ? string.Empty : "?";
            body.Append("  ").Append(key).Append(mark).Append(": ").Append(TypeOf(property, enumNames)).Append(";\n");
        }

        return body.Append('}').ToString();
    }

    private string TypeOf(PropertyInfo property, bool enumNames)
    {
        CustomAttributeData? converter = property.Find(Marks.JsonConverter);
        return converter is not null && !converter.WritesNames()
            ? "unknown"
            : types.NameOf(_nullability.Create(property), enumNames || converter.WritesNames());
    }

    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        // Those of base types first, as System.Text.Json has them; one that is declared again stands once.
        List<Type> line = [];
        for (Type? one = type; one is not null && one.FullName is not ("System.Object" or "System.ValueType"); one = one.BaseType)
        {
            line.Insert(0, one);
        }

        IEnumerable<Type> declaring = type.IsInterface ? type.GetInterfaces().Append(type) : line;
        return declaring
            .SelectMany(one => one.GetProperties(Declared).OrderBy(property => property.MetadataToken))
            .Where(IsWritten)
            .GroupBy(property => property.Name)
            .Select(group => group.Last());
    }

    private static bool IsWritten(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0
        && (property.GetMethod?.IsPublic == true || property.Find(Marks.JsonInclude) is not null)
        && property.Find(Marks.JsonExtensionData) is null
        && Ignored(property) != Always;

    private static int Ignored(PropertyInfo property) =>
        property.Find(Marks.JsonIgnore) is { } ignore ? ignore.Named("Condition", Always) : Never;
}
