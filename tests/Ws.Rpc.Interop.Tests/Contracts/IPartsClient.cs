using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests.Contracts;

[RpcCallback]
public interface IPartsClient
{
    ValueTask AnnouncedAsync(string text, Part? part);

    ValueTask<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);

    ValueTask<int> ClimbAsync(int depth);

    ValueTask<int> StepAsync(int steps, IProgress<int>? progress = null);

    IAsyncEnumerable<Part> OfferAsync(int count, string? then = null, CancellationToken cancellationToken = default);

    ValueTask<string?> TraceAsync();

    ValueTask<string> TakeAsync(IAsyncEnumerable<Part> parts, int wanted);
}
