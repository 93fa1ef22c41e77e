using System;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Lets a filter run around the calls of a hub class or of one of its methods, after they have been authorized. May be given more
/// than once, in the order of declaration.
/// </summary>
/// <param name="filterType">
/// The filter, an <see cref="IRpcCallFilter"/>, or the application does not start: taken from the call's scope where it is
/// registered there, otherwise made for each call with constructor injection, and disposed after it.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = true)]
public sealed class RpcCallFilterAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type filterType) : Attribute
{
    /// <summary>Gets the type of the filter.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type FilterType { get; } = filterType;
}
