using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Guards;

/// <summary>Implements a method explicitly in a base class, where only its marks protect it.</summary>
public abstract class GuardedHubBase : RpcHub, IGuardedBase
{
    [Authorize(Roles = "admin")]
    ValueTask<string> IGuardedBase.InheritedAsync() => new("inherited");
}
