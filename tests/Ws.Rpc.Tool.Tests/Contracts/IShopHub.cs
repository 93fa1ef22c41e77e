using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Tool.Tests.Contracts;

/// <summary>All that a contract can have. Not */ the end of a comment.</summary>
[RpcHub(Callback = typeof(IShopClient), Prefix = "shop.")]
public interface IShopHub : IPing
{
    /// <summary>Finds by <paramref name="title"/>, or <see langword="null"/>.</summary>
    ValueTask<Item?> FindAsync(string title, CancellationToken cancellationToken = default);

    [RpcMethod(Idempotent = true)]
    Task<Page<Item>> ListAsync(int skip = 0, int? take = null, Order order = Order.Price);

    [RpcMethod("it's named")]
    Task RenameAsync(Guid id, string? name);

    void Seen(long id);

    IAsyncEnumerable<(int Number, string? Text)> WatchAsync(IReadOnlyDictionary<string, Shape?[]> shapes);

    ValueTask<byte[]> ImportAsync(IAsyncEnumerable<Item> items, IProgress<double>? progress = null, CancellationToken cancellationToken = default);

    ValueTask<decimal> SumAsync(string currency, params int[] values);

    ValueTask DeleteAsync(string function, string signal, int signal_ = 0);
}

public interface IPing
{
    ValueTask PingAsync();
}

[RpcCallback]
public interface IShopClient
{
    ValueTask SoldAsync(Item item, DateTimeOffset at);

    [RpcMethod(Acknowledged = true)]
    ValueTask ClosingAsync(Rights rights, IProgress<int>? progress = null);

    ValueTask<bool> ConfirmAsync(string question);

    IAsyncEnumerable<string> NamesAsync(IAsyncEnumerable<int> ids);

    void Remind(string context, string @default);
}
