using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Threading;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>How many connections a hub holds: in all, for each user and for each remote address. Thread-safe.</summary>
internal sealed class ConnectionLimits(int? total, int? perUser, int? perAddress)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private static readonly RpcHandshakeResult s_full =
        RpcHandshakeResult.Reject(StatusCodes.Status503ServiceUnavailable, "Too many connections.", s_retryAfter);

    private static readonly RpcHandshakeResult s_userIsFull =
        RpcHandshakeResult.Reject(StatusCodes.Status429TooManyRequests, "Too many connections of this user.", s_retryAfter);

    private static readonly RpcHandshakeResult s_addressIsFull =
        RpcHandshakeResult.Reject(StatusCodes.Status429TooManyRequests, "Too many connections of this address.", s_retryAfter);

    // Guards _count, _users and _addresses; the tables hold nobody without a connection.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<AddressBlock, int> _addresses = [];
    private int _count;

    /// <summary>How many places are taken.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>How many users and addresses are being counted.</summary>
    public int Counted
    {
        get
        {
            lock (_gate)
            {
                return _users.Count + _addresses.Count;
            }
        }
    }

    /// <summary>Takes one place of each kind, or none at all.</summary>
    public bool TryTake(
        string? user,
        IPAddress? address,
        [NotNullWhen(true)] out ConnectionPlace? place,
        [NotNullWhen(false)] out RpcHandshakeResult? rejection)
    {
        string? countedUser = perUser is null ? null : user;
        AddressBlock? block = perAddress is null || address is null ? null : AddressBlock.Of(address);
        lock (_gate)
        {
            rejection = RejectionLocked(countedUser, block);
            place = null;
            if (rejection is null)
            {
                _count++;
                ChangeLocked(countedUser, block, by: 1);
                place = new ConnectionPlace(this, countedUser, block);
            }

            return place is not null;
        }
    }

    public void Release(string? user, AddressBlock? block)
    {
        lock (_gate)
        {
            _count--;
            ChangeLocked(user, block, by: -1);
        }
    }

    private static void ChangeLocked<TKey>(Dictionary<TKey, int> counts, TKey key, int by)
        where TKey : notnull
    {
        int count = counts.GetValueOrDefault(key) + by;
        if (count == 0)
        {
            counts.Remove(key);
        }
        else
        {
            counts[key] = count;
        }
    }

    private RpcHandshakeResult? RejectionLocked(string? user, AddressBlock? block) =>
        _count >= total ? s_full
        : user is not null && _users.GetValueOrDefault(user) >= perUser ? s_userIsFull
        : block is { } counted && _addresses.GetValueOrDefault(counted) >= perAddress ? s_addressIsFull
        : null;

    private void ChangeLocked(string? user, AddressBlock? block, int by)
    {
        if (user is not null)
        {
            ChangeLocked(_users, user, by);
        }

        if (block is { } counted)
        {
            ChangeLocked(_addresses, counted, by);
        }
    }
}
