using System.Text.Json.Serialization;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

[JsonDerivedType(typeof(Voucher), "voucher")]
public abstract class Gift;
