using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Reads the validation attributes of payload types, where types are read by reflection at all.</summary>
internal static class ReflectedTypes
{
    private const string Reason = "The switch is a constant of the publish: where it is off, which trimming makes the default, "
        + "nothing calls this, and payloads are checked by what AddValidation generated alone.";

    /// <summary>Whether payloads may be read by reflection; the same switch as the serializer's.</summary>
    public static bool IsSupported => JsonSerializer.IsReflectionEnabledByDefault;

    /// <summary>Whether values of a declared type may hold something to check, whatever lies between.</summary>
    public static bool HaveChecks(Type declared) => HaveChecks(declared, []);

    /// <summary>What is checked of the objects of a type; <see langword="null"/> where nothing is.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    public static ReflectedType? Create(Type type, ValidatedTypes types)
    {
        if (!HaveChecks(type))
        {
            return null;
        }

        var names = new JsonMemberNames(type, types.Json);
        ReflectedMember[] members = [.. PropertiesOf(type)
            .Select(property => CreateMember(type, property, names, types))
            .Where(static member => member.IsNeeded)];
        ValidationAttribute[] own = [.. type.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        return new ReflectedType(type.Name, members, own, names);
    }

    private static ReflectedMember CreateMember(
        Type type, PropertyInfo property, JsonMemberNames names, ValidatedTypes types)
    {
        string display = property.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? property.Name;
        var checks = new AttributeChecks(AttributesOf(type, property), property.Name, display);
        bool descends = IsRead(type, property) && types.Concerns(property.PropertyType);
        return new ReflectedMember(property, names.Of(property.Name), checks, descends ? types : null);
    }

    // What is only computed did not come over the wire, and may compute another of its kind without end. A collection without a
    // setter may have been filled.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    private static bool IsRead(Type type, PropertyInfo property) => property.CanWrite
        || typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
        || type.GetConstructors().SelectMany(static constructor => constructor.GetParameters()).Any(
            parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    private static bool HaveChecks(Type declared, HashSet<Type> seen)
    {
        if (PlainTypes.Contains(declared) || FrameworkValidation.Skips(declared) || !seen.Add(declared))
        {
            return false;
        }

        if (ElementsOf(declared) is { Length: > 0 } elements)
        {
            return elements.Any(element => HaveChecks(element, seen));
        }

        // Of an interface or of a base nobody knows what comes.
        return declared.IsInterface
            || declared.IsAbstract
            || declared == typeof(object)
            || declared.IsDefined(typeof(ValidationAttribute), inherit: true)
            || typeof(IValidatableObject).IsAssignableFrom(declared)
            || PropertiesOf(declared).Any(property =>
                AttributesOf(declared, property).Any() || HaveChecks(property.PropertyType, seen))
            || declared.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
                .Any(derived => HaveChecks(derived.DerivedType, seen));
    }

    // What a collection, a dictionary, a tuple or a nullable value holds.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    private static Type[] ElementsOf(Type type)
    {
        if (type.IsArray)
        {
            return [type.GetElementType()!];
        }

        if (type.IsGenericType && type.Namespace == nameof(System))
        {
            return type.GetGenericArguments();
        }

        return [.. type.GetInterfaces().Append(type)
            .Where(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .SelectMany(static face => face.GetGenericArguments())
            .SelectMany(static item => IsPair(item) ? item.GetGenericArguments() : [item])];
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
        .Where(static property => !FrameworkValidation.Skips(property)
            && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    // A record says in its constructor what holds for its properties.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
    private static IEnumerable<ValidationAttribute> AttributesOf(Type type, PropertyInfo property) => type.GetConstructors()
        .SelectMany(static constructor => constructor.GetParameters())
        .Where(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType)
        .SelectMany(static parameter => parameter.GetCustomAttributes<ValidationAttribute>())
        .Concat(property.GetCustomAttributes<ValidationAttribute>(inherit: true));
}
