using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

public sealed class Line
{
    [Range(1, 10, ErrorMessage = "must be between 1 and 10")]
    public int Quantity { get; set; }

    [StringLength(5)]
    [RegularExpression("[a-z]+", ErrorMessage = "must be letters")]
    public string? Code { get; set; }
}
