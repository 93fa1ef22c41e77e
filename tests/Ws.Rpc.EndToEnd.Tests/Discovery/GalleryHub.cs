using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

[Description("All that hangs.")]
public sealed class GalleryHub : RpcHub<IGalleryClient>, IGalleryHub
{
    public ValueTask<Picture> HangAsync(Picture picture, string wall, double? height, CancellationToken cancellationToken) =>
        new(picture);

    public ValueTask<Picture?> FindAsync(Guid id, Style style) => default;

    public ValueTask HangAllAsync(params Picture[] pictures) => default;

    public void Look(float distance, float closest)
    {
    }

    public IAsyncEnumerable<Picture> TourAsync(int? room, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Picture>();

    public async ValueTask<(int Count, string? Best)> RateAsync(IAsyncEnumerable<int> stars, IAsyncEnumerable<string>? remarks) =>
        (await stars.CountAsync(), null);

    public ValueTask<Dictionary<string, Picture[]>> ScanAsync(IProgress<int>? progress) => new([]);

    [Authorize]
    public ValueTask BurnAsync(Secret secret) => default;
}
