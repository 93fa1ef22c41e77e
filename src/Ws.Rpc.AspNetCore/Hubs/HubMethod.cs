using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>What a hub class and its contract say of one method, read when the application starts.</summary>
/// <param name="Method">The method on the wire.</param>
/// <param name="Declaration">The method of the interface.</param>
/// <param name="Implementation">The method of the class that runs.</param>
/// <param name="Marks">The attributes of both.</param>
/// <param name="Metadata">The same behind those of the class.</param>
internal sealed record HubMethod(
    RpcMethod Method,
    MethodInfo Declaration,
    MethodInfo Implementation,
    IReadOnlyList<object> Marks,
    EndpointMetadataCollection Metadata)
{
    /// <summary>Gets a value indicating whether its callers must be authorized, beyond their handshake.</summary>
    public bool AsksForAuthorization =>
        !Marks.Any(static mark => mark is IAllowAnonymous)
        && Marks.Any(static mark => mark is IAuthorizeData or IAuthorizationRequirementData);
}
