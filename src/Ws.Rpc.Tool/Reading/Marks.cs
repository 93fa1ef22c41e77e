using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Ws.Rpc.Tool.Reading;

/// <summary>Attributes, read by their names: the assembly that declares them is never run.</summary>
internal static class Marks
{
    public const string Hub = "Ws.Rpc.RpcHubAttribute";
    public const string Callback = "Ws.Rpc.RpcCallbackAttribute";
    public const string Method = "Ws.Rpc.RpcMethodAttribute";
    public const string JsonConverter = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonDerivedType = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    public const string JsonExtensionData = "System.Text.Json.Serialization.JsonExtensionDataAttribute";
    public const string JsonIgnore = "System.Text.Json.Serialization.JsonIgnoreAttribute";
    public const string JsonInclude = "System.Text.Json.Serialization.JsonIncludeAttribute";
    public const string JsonPolymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";
    public const string JsonPropertyName = "System.Text.Json.Serialization.JsonPropertyNameAttribute";
    public const string JsonSourceGenerationOptions = "System.Text.Json.Serialization.JsonSourceGenerationOptionsAttribute";
    public const string JsonStringEnumMemberName = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    public static CustomAttributeData? Find(this MemberInfo member, string attribute) =>
        member.FindAll(attribute).FirstOrDefault();

    public static IEnumerable<CustomAttributeData> FindAll(this MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Where(one => one.AttributeType.FullName == attribute);

    /// <summary>What a mark says by name, or what it means if it does not.</summary>
    public static T Named<T>(this CustomAttributeData? mark, string name, T fallback) =>
        mark?.NamedArguments.FirstOrDefault(one => one.MemberName == name).TypedValue.Value is T value ? value : fallback;

    /// <summary>What a mark says first; <see langword="null"/> if it says nothing.</summary>
    public static object? First(this CustomAttributeData? mark) =>
        mark?.ConstructorArguments is [{ Value: { } value }, ..] ? value : null;

    /// <summary>Whether enums of this converter are written by their names.</summary>
    public static bool WritesNames(this CustomAttributeData? converter) =>
        converter.First() is Type type && type.Name.StartsWith("JsonStringEnumConverter", StringComparison.Ordinal);
}
