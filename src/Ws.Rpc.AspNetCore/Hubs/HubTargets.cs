using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// Makes what serves the contracts of a hub class, with all that its options and attributes put before its methods.
/// </summary>
internal sealed class HubTargets<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THub>(
    IServiceProvider services, RpcHubOptions options, HubMethods methods, CallGuards guards, HubActivator<THub> activator)
    where THub : RpcHub
{
    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();

    public CallTarget Create(RpcContract contract, JsonSerializerOptions json)
    {
        RpcDispatcher dispatcher = contract.CreateDispatcher(json);
        HubMethod[] marked = methods.Of(contract, dispatcher);
        ArgumentValidators? validators = options.ValidateArguments
            ? new ArgumentValidators(new ValidatedTypes(json, FrameworkValidation.Of(services)))
            : null;
        return new HubTarget<THub>(contract, dispatcher, _scopes, activator, guards.Of(marked), validators?.Of(marked));
    }
}
