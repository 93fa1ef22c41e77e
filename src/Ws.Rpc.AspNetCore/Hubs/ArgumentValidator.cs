using System;
using System.Collections.Generic;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Checks the arguments of one method. Immutable and thread-safe; what belongs to a call is in what it begins.</summary>
/// <param name="method">The method.</param>
/// <param name="checks">What is checked of each parameter that travels.</param>
/// <param name="types">What is known of the types of payloads.</param>
internal sealed class ArgumentValidator(RpcMethod method, IReadOnlyList<ParameterCheck?> checks, ValidatedTypes types)
{
    public RpcMethod Method => method;

    public ValidatedTypes Types => types;

    public ParameterCheck? CheckOf(int parameter) => checks[parameter];

    public ArgumentValidation Begin(IServiceProvider services) => new(this, services);
}
