using System.Reflection;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>What is checked of one property.</summary>
/// <param name="property">The property.</param>
/// <param name="name">Its name in JSON.</param>
/// <param name="checks">What its attributes ask for.</param>
/// <param name="types">What checks the inside of its value; <see langword="null"/> where there is nothing to check.</param>
internal sealed class ReflectedMember(PropertyInfo property, string name, AttributeChecks checks, ValidatedTypes? types)
{
    public bool IsNeeded => types is not null || !checks.IsEmpty;

    public void Run(object container, string path, ArgumentValidation validation)
    {
        object? value = property.GetValue(container);
        string own = $"{path}.{name}";
        checks.Run(value, container, own, validation);
        if (value is not null)
        {
            types?.Check(value, own, validation);
        }
    }
}
