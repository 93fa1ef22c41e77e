using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>The rest of a call: the filters further inside, and the hub's method.</summary>
/// <param name="call">The call, as the filter was given it.</param>
/// <returns>A task that completes when the method has, and fails with what the call failed with.</returns>
[SuppressMessage("Naming", "CA1711", Justification = "As the framework names RequestDelegate.")]
public delegate ValueTask RpcCallDelegate(RpcCallContext call);
