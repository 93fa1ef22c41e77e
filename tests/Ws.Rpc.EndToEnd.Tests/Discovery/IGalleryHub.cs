using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

/// <summary>One method of each kind that a document can show.</summary>
[RpcHub(Prefix = "gallery.", Callback = typeof(IGalleryClient))]
public interface IGalleryHub
{
    [Description("Hangs a picture.")]
    [RpcMethod(Idempotent = true)]
    ValueTask<Picture> HangAsync(
        Picture picture, [Description("Where it goes.")] string wall = "north", double? height = 1.5, CancellationToken cancellationToken = default);

    ValueTask<Picture?> FindAsync(Guid id, Style style = Style.Modern);

    [Obsolete("Hang them one by one.")]
    ValueTask HangAllAsync(params Picture[] pictures);

    void Look(float distance, float closest = float.NaN);

    IAsyncEnumerable<Picture> TourAsync(int? room = null, CancellationToken cancellationToken = default);

    [RpcOrdered]
    ValueTask<(int Count, string? Best)> RateAsync(IAsyncEnumerable<int> stars, IAsyncEnumerable<string>? remarks = null);

    ValueTask<Dictionary<string, Picture[]>> ScanAsync(IProgress<int>? progress = null);

    ValueTask BurnAsync(Secret secret);
}
