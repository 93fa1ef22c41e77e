using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Linq;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>The attributes of a parameter or a member: what is required first, and if it is missing, nothing else.</summary>
internal sealed class AttributeChecks(IEnumerable<ValidationAttribute> attributes, string member, string display)
{
    private readonly ValidationAttribute[] _attributes =
        [.. attributes.OrderByDescending(static attribute => attribute is RequiredAttribute)];

    public bool IsEmpty => _attributes.Length == 0;

    /// <summary>Checks a value, and keeps what is wrong with it under its path.</summary>
    public void Run(object? value, object container, string path, ArgumentValidation validation)
    {
        if (_attributes.Length == 0)
        {
            return;
        }

        var context = new ValidationContext(container, display, validation.Services, items: null) { MemberName = member };
        foreach (ValidationAttribute attribute in _attributes)
        {
            if (attribute.GetValidationResult(value, context) is { } failure)
            {
                validation.Add(path, failure.ErrorMessage);
                if (attribute is RequiredAttribute)
                {
                    return;
                }
            }
        }
    }
}
