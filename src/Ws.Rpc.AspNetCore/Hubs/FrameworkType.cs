using System;
using System.ComponentModel.DataAnnotations;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Validation;

// The framework marks it as an experiment until its shape is final; it is touched in two files only, for that day.
#pragma warning disable ASP0029

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>A type that the framework's validation knows, and all that is in it.</summary>
internal sealed class FrameworkType(IValidatableInfo info, ValidationOptions options, JsonMemberNames names) : ITypeChecks
{
    public void Run(object value, string path, ArgumentValidation validation)
    {
        var context = new ValidateContext
        {
            ValidationContext = new ValidationContext(value, value.GetType().Name, validation.Services, items: null),
            ValidationOptions = options,
        };
        Task check = info.ValidateAsync(value, context, CancellationToken.None);
        if (!check.IsCompleted)
        {
            throw new NotSupportedException(
                $"The validation of '{value.GetType()}' waits for something: calls start in order, and a check of arguments "
                + "cannot. Do it in a call filter or in the hub's method.");
        }

        check.GetAwaiter().GetResult();
        foreach ((string below, string[] messages) in context.ValidationErrors ?? [])
        {
            string own = below.Length == 0 ? path : $"{path}.{names.OfPath(below)}";
            Array.ForEach(messages, message => validation.Add(own, message));
        }
    }
}
