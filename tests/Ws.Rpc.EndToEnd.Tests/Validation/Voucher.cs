using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

public sealed class Voucher : Gift
{
    [Range(1, 100, ErrorMessage = "too much")]
    public decimal Worth { get; set; }
}
