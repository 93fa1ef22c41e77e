using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>Checks itself, once its members are well.</summary>
public sealed class Address : IValidatableObject
{
    [Required]
    public string? City { get; set; }

    public string? Street { get; set; }

    public string? Box { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Street is null && Box is null)
        {
            yield return new ValidationResult("a street or a box is needed", [nameof(Street), nameof(Box)]);
        }

        if (Street is not null && Box is not null)
        {
            yield return new ValidationResult("not both");
        }
    }
}
