using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;

namespace Aot.Contracts;

public sealed class Parcel
{
    [Required(ErrorMessage = "to whom?")]
    public string? Recipient { get; set; }

    public List<Weight> Weights { get; set; } = [];
}
