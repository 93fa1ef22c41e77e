using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Validation;

// The framework marks its interfaces as an experiment.
#pragma warning disable ASP0029

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>Stands for what the framework's generator writes: knows one type, and refuses its objects as the test says.</summary>
internal sealed class GivenChecks(Type type, Task after, params (string Path, string Error)[] errors)
    : IValidatableInfoResolver, IValidatableInfo
{
    public bool TryGetValidatableTypeInfo(Type asked, [NotNullWhen(true)] out IValidatableInfo? validatableInfo)
    {
        validatableInfo = asked == type ? this : null;
        return validatableInfo is not null;
    }

    public bool TryGetValidatableParameterInfo(
        ParameterInfo parameterInfo, [NotNullWhen(true)] out IValidatableInfo? validatableInfo)
    {
        validatableInfo = null;
        return false;
    }

    public Task ValidateAsync(object? value, ValidateContext context, CancellationToken cancellationToken)
    {
        context.ValidationErrors ??= [];
        foreach ((string path, string error) in errors)
        {
            context.ValidationErrors[path] = [error];
        }

        return after;
    }
}
