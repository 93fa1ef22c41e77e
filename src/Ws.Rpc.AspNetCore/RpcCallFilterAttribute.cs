using System;
using System.Diagnostics.CodeAnalysis;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Lets a filter run around the calls of a hub class or of one of its methods, after they have been authorized. May be given more
/// than once, in the order of declaration.
/// </summary>
/// <typeparam name="TFilter">
/// The filter: taken from the call's scope where it is registered there, otherwise made for each call with constructor injection,
/// and disposed after it.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = true)]
public sealed class RpcCallFilterAttribute<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter> : Attribute, ICallFilterSource
    where TFilter : class, IRpcCallFilter
{
    CallFilterSource ICallFilterSource.CreateSource() => new CallFilterSource<TFilter>();
}
