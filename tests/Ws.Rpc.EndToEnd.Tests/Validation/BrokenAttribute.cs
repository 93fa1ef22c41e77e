using System;
using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BrokenAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => throw new InvalidOperationException("a secret of the check");
}
