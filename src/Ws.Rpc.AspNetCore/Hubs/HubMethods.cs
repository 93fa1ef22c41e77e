using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using Ws.Rpc.CompilerServices;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// Reads the attributes of a hub's methods, once, when the application starts: the only place where members are looked at.
/// </summary>
internal sealed class HubMethods([DynamicallyAccessedMembers(HubMethods.Needed)] Type hub)
{
    /// <summary>What has to be kept of a hub class for this.</summary>
    public const DynamicallyAccessedMemberTypes Needed =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    private readonly Attribute[] _ofClass = Attribute.GetCustomAttributes(hub, inherit: true);

    /// <summary>The attributes of the hub class, those of its bases included.</summary>
    public IReadOnlyList<Attribute> OfClass => _ofClass;

    /// <exception cref="InvalidOperationException">A method's implementation was not found.</exception>
    public HubMethod[] Of(RpcContract contract, RpcDispatcher dispatcher) =>
        [.. contract.Methods.Select((method, index) => Read(method, dispatcher.Declaration(index)))];

    private HubMethod Read(RpcMethod method, MethodInfo declaration)
    {
        MethodInfo implementation = ImplementationOf(declaration);
        object[] marks =
        [
            .. Attribute.GetCustomAttributes(declaration, inherit: false),
            .. implementation == declaration ? [] : Attribute.GetCustomAttributes(implementation, inherit: true),
        ];
        return new HubMethod(method, declaration, implementation, marks, new([.. _ofClass, .. marks]));
    }

    // Not by its name: it may be an explicit implementation, inherited, or the interface's own.
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2072",
        Justification = "Generated code names the methods of the interface that are looked for, and so they are kept.")]
    private MethodInfo ImplementationOf(MethodInfo declaration)
    {
        InterfaceMapping map = hub.GetInterfaceMap(declaration.DeclaringType!);
        int index = Array.IndexOf(map.InterfaceMethods, declaration);

        // Whoever cannot read the marks of a method must not serve it: one of them may forbid it.
        return index >= 0
            ? map.TargetMethods[index]
            : throw new InvalidOperationException($"The implementation of '{declaration}' by '{hub}' was not found.");
    }
}
