using System.ComponentModel.DataAnnotations;

namespace Aot.Contracts;

public sealed class Weight
{
    [Range(1, 30, ErrorMessage = "too heavy")]
    public int Kilograms { get; set; }
}
