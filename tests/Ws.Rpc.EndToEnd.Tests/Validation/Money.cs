using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>Computes others of its kind, of which nothing comes over the wire.</summary>
public sealed record Money([Range(0, 100, ErrorMessage = "must be a price")] int Amount)
{
    public Money Twice => this with { Amount = Amount * 2 };

    public Money Half => this with { Amount = Amount / 2 };

    [Range(0, 50, ErrorMessage = "must be even in half")]
    public int HalfAmount => Amount / 2;
}
