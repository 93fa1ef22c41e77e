using System.Collections.Generic;

namespace Ws.Rpc.Calls;

/// <summary>
/// A dictionary that is made for its first entry: each peer has several that it may never need. Not thread-safe; a mutable field,
/// never a copy.
/// </summary>
internal struct SparseTable<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private Dictionary<TKey, TValue>? _entries;

    public readonly int Count => _entries?.Count ?? 0;

    public bool TryAdd(TKey key, TValue value) => (_entries ??= []).TryAdd(key, value);

    public readonly TValue? Find(TKey key) => _entries?.GetValueOrDefault(key);

    public readonly bool Remove(TKey key) => _entries?.Remove(key) == true;

    /// <summary>Removes the entry unless its key has another value.</summary>
    public readonly bool Remove(TKey key, TValue value) => ReferenceEquals(Find(key), value) && Remove(key);

    /// <summary>Takes out all.</summary>
    public readonly TValue[] Clear()
    {
        if (_entries is null)
        {
            return [];
        }

        TValue[] all = [.. _entries.Values];
        _entries.Clear();
        return all;
    }
}
