using System;

namespace Ws.Rpc.Sessions;

/// <summary>What a <see cref="CallGuard"/> decided about a call that arrived.</summary>
/// <param name="IsAdmitted">Whether it may go on; otherwise it is answered −32029.</param>
/// <param name="Lease">Held until the call has ended, where there is something to give back then.</param>
/// <param name="RetryAfter">When to try again, where the call is refused and that is known.</param>
internal readonly record struct CallAdmission(bool IsAdmitted, IDisposable? Lease = null, TimeSpan? RetryAfter = null)
{
    public static CallAdmission Free => new(true);
}
