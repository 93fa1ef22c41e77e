using System;
using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>Gathers the arguments of a <c>params</c> array: the remaining positions, or one array by name.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct RpcRest<T>
{
    private T[]? _items;
    private int _count;

    /// <summary>Reads the current argument.</summary>
    /// <param name="arguments">Stands on the argument.</param>
    /// <param name="element">Reads one element.</param>
    /// <param name="array">Reads the whole array.</param>
    public void Read(ref RpcArgumentReader arguments, RpcCodec<T> element, RpcCodec<T[]> array)
    {
        ArgumentNullException.ThrowIfNull(element);
        ArgumentNullException.ThrowIfNull(array);
        if (arguments.IsByName)
        {
            _items = array.Read(ref arguments.Json);
            _count = _items.Length;
            return;
        }

        _items ??= new T[4];
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = element.Read(ref arguments.Json);
    }

    /// <summary>Gives the elements gathered.</summary>
    /// <returns>The array, empty if there were none.</returns>
    public readonly T[] ToArray() => _items is null ? [] : _items.Length == _count ? _items : _items[.._count];
}
