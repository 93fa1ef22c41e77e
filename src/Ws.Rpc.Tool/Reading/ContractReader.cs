using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Ws.Rpc.Generator.Parsing;
using Ws.Rpc.Tool.Model;

namespace Ws.Rpc.Tool.Reading;

/// <summary>Reads the contracts of an assembly.</summary>
internal sealed class ContractReader(Assembly assembly, Documentation documentation)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly TypeReader _types = new(documentation);

    public ContractModel Read()
    {
        Type[] interfaces =
            [.. assembly.GetTypes().Where(type => type.IsInterface).OrderBy(type => type.FullName, StringComparer.Ordinal)];
        ContractInterface[] hubs = [.. Contracts(interfaces, Marks.Hub)];
        ContractInterface[] callbacks = [.. Contracts(interfaces, Marks.Callback)];
        DeclaredType[] types = [.. _types.Declare()];
        string[] twice = [.. hubs.Concat(callbacks).Select(one => one.Name).Concat(types.Select(one => one.Name.Split('<')[0]))
            .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)];
        return twice.Length == 0
            ? new ContractModel(hubs, callbacks, types)
            : throw new ContractException($"Two types would have one name in TypeScript: {string.Join(", ", twice)}.");
    }

    private IEnumerable<ContractInterface> Contracts(IEnumerable<Type> interfaces, string mark) =>
        from type in interfaces
        let attribute = type.Find(mark)
        where attribute is not null
        select Contract(type, attribute, isHub: mark == Marks.Hub);

    private ContractInterface Contract(Type type, CustomAttributeData mark, bool isHub)
    {
        CustomAttributeData? json = mark.Named<Type?>("JsonContext", null)?.Find(Marks.JsonSourceGenerationOptions);
        bool enumNames = json.Named("UseStringEnumConverter", false);
        IEnumerable<ContractMethod> methods =
            from one in type.GetInterfaces().OrderBy(one => one.FullName, StringComparer.Ordinal).Append(type)
            from method in one.GetMethods(Declared).OrderBy(method => method.MetadataToken)
            where method.IsAbstract
            select Method(method, isHub, enumNames);
        return new ContractInterface(
            NameOf(type), mark.Named("Prefix", string.Empty), documentation.Of($"T:{type.FullName}"), [.. methods]);
    }

    private ContractMethod Method(MethodInfo method, bool isHub, bool enumNames)
    {
        CustomAttributeData? mark = method.Find(Marks.Method);
        NullabilityInfo result = _nullability.Create(method.ReturnParameter);
        string? returned = NameOfDefinition(method.ReturnType);
        bool isStream = returned == "System.Collections.Generic.IAsyncEnumerable`1";
        bool hasValue = method.ReturnType.IsGenericType;
        bool isNotification = isHub ? returned == "System.Void" : !hasValue && !mark.Named("Acknowledged", false);
        MethodKind kind = isStream ? MethodKind.Stream
            : isNotification ? MethodKind.Notification
            : mark.Named("Idempotent", false) ? MethodKind.Idempotent
            : MethodKind.Call;
        return new ContractMethod(
            mark.First() as string ?? DefaultWireName.Of(method.Name),
            kind,
            documentation.Of($"M:{method.DeclaringType!.FullName}.{method.Name}"),
            [.. Parameters(method, enumNames)],
            hasValue ? _types.NameOf(result.GenericTypeArguments[0], enumNames) : null);
    }

    private IEnumerable<ContractParameter> Parameters(MethodInfo method, bool enumNames)
    {
        ParameterInfo[] parameters =
            [.. method.GetParameters().Where(one => one.ParameterType.FullName != "System.Threading.CancellationToken")];
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterInfo parameter = parameters[i];
            NullabilityInfo nullability = _nullability.Create(parameter);
            ParameterKind kind = NameOfDefinition(parameter.ParameterType) switch
            {
                "System.IProgress`1" => ParameterKind.Progress,
                "System.Collections.Generic.IAsyncEnumerable`1" => ParameterKind.Stream,
                _ => ParameterKind.Value,
            };
            NullabilityInfo value = kind == ParameterKind.Value ? nullability : nullability.GenericTypeArguments[0];
            bool isRest = IsRest(parameter);
            bool isOptional = !isRest && parameters[i..].All(one => one.HasDefaultValue || IsRest(one));
            yield return new ContractParameter(parameter.Name!, kind, _types.NameOf(value, enumNames), isOptional, isRest);
        }
    }

    private static string? NameOfDefinition(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;

    private static bool IsRest(ParameterInfo parameter) =>
        parameter.GetCustomAttributesData().Any(one => one.AttributeType.FullName == "System.ParamArrayAttribute");

    private static string NameOf(Type type) =>
        type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1]) ? type.Name[1..] : type.Name;
}
