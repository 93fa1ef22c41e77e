using System.Threading.Tasks;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// Runs around the calls of a hub: added to it by <c>AddCallFilter</c>, or named by a <see cref="RpcCallFilterAttribute"/>.
/// </summary>
/// <remarks>
/// Filters that are added see every call in the order in which they were added, also one of a method that does not exist or that
/// the caller may not call; those named by attributes run inside of them, those of the class before those of the method, and see
/// only calls that have been authorized. A call that exceeds a rate limit is refused before any filter.
/// </remarks>
public interface IRpcCallFilter
{
    /// <summary>
    /// Runs around one call. To refuse it, throw an <see cref="RpcException"/>, which becomes its answer; any other exception is
    /// answered with <see cref="RpcErrorCode.InternalError"/>. What <paramref name="next"/> throws is the failure of the call,
    /// for example of its arguments to fit, and must be thrown on, or be replaced.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="next">
    /// Runs the rest of the call, once at most. Its task completes when the method has; the answer is on its way then. A filter
    /// that ends before that, for example after some time, cancels the method; the call ends, and is answered, when both have.
    /// </param>
    /// <returns>A task that completes when the filter has done its part, before and after the rest of the call.</returns>
    ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next);
}
