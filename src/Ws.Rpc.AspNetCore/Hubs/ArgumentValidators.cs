using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Finds the methods of a hub whose arguments have to be checked, when the application starts.</summary>
internal sealed class ArgumentValidators(ValidatedTypes types)
{
    /// <summary>What checks the arguments of each method; nothing at all where there is nothing to check.</summary>
    public IReadOnlyList<ArgumentValidator?>? Of(IEnumerable<HubMethod> methods)
    {
        ArgumentValidator?[] validators = [.. methods.Select(Of)];
        return validators.Any(static validator => validator is not null) ? validators : null;
    }

    private ArgumentValidator? Of(HubMethod method)
    {
        ParameterInfo[] declared = method.Declaration.GetParameters();
        ParameterInfo[] implemented = method.Implementation.GetParameters();
        var checks = new List<ParameterCheck?>();
        for (int i = 0; i < declared.Length; i++)
        {
            if (declared[i].ParameterType != typeof(CancellationToken))
            {
                checks.Add(Of(method.Method.Parameters[checks.Count], declared[i], implemented[i]));
            }
        }

        return checks.Any(static check => check is not null) ? new ArgumentValidator(method.Method, [.. checks], types) : null;
    }

    // The class may add to what the contract says.
    private ParameterCheck? Of(string name, ParameterInfo declared, ParameterInfo implemented)
    {
        ParameterInfo[] both = declared == implemented ? [declared] : [declared, implemented];
        if (both.Any(FrameworkValidation.Skips))
        {
            return null;
        }

        ValidationAttribute[] attributes = [.. both.SelectMany(
            static parameter => parameter.GetCustomAttributes<ValidationAttribute>())];
        bool descends = types.Concerns(declared.ParameterType);
        string? display = both.Select(static parameter => parameter.GetCustomAttribute<DisplayAttribute>()?.GetName())
            .FirstOrDefault(static text => text is not null);
        return attributes.Length > 0 || descends
            ? new ParameterCheck(name, new AttributeChecks(attributes, name, display ?? name), descends)
            : null;
    }
}
