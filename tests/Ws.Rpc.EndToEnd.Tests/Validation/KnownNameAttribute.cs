using System;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.EndToEnd.Tests.Probe;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>Asks the services of the call.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KnownNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        validationContext.GetRequiredService<ScopedThing>();
        return value is "ann" ? ValidationResult.Success : new ValidationResult("nobody knows this name");
    }
}
