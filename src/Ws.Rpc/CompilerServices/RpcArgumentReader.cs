using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Walks the <c>params</c> of a call, an array or an object, argument by argument, in place (protocol section 3). Unknown names
/// are skipped; a surplus position, a repeated name and a missing required argument are errors (−32602).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct RpcArgumentReader
{
    /// <summary>The reader that stands on the current argument's first token, for the codec to read from.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "Codecs take it by reference.")]
    public Utf8JsonReader Json;

    private readonly bool _absent;
    private bool _started;
    private int _position;
    private ulong _seen;

    internal RpcArgumentReader(ReadOnlySpan<byte> json, JsonReaderOptions options = default)
    {
        Json = new Utf8JsonReader(json, options);
        _absent = json.IsEmpty;
        Index = -1;
    }

    /// <summary>Gets the index of the parameter that the current argument belongs to.</summary>
    public int Index { get; private set; }

    /// <summary>Gets a value indicating whether the arguments came by name rather than by position.</summary>
    public bool IsByName { get; private set; }

    /// <summary>
    /// Gets a value indicating whether all arguments have been read, so that what fails from here on is the handler's.
    /// </summary>
    internal bool IsComplete { get; private set; }

    /// <summary>Moves to the next argument that the method knows.</summary>
    /// <param name="method">The method.</param>
    /// <returns><see langword="false"/> when there are no more.</returns>
    public bool MoveNext(RpcMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (_absent)
        {
            return false;
        }

        if (!_started)
        {
            _started = true;
            Json.Read();
            IsByName = Json.TokenType == JsonTokenType.StartObject;
        }

        return IsByName ? MoveToName(method) : MoveToPosition(method);
    }

    /// <summary>Ends the reading.</summary>
    /// <param name="required">The parameters, as bits by index, that have no default.</param>
    /// <param name="method">The method.</param>
    public void End(RpcMethod method, ulong required)
    {
        ArgumentNullException.ThrowIfNull(method);
        ulong missing = required & ~_seen;
        if (missing != 0)
        {
            Index = -1;
            int first = System.Numerics.BitOperations.TrailingZeroCount(missing);
            throw new RpcPayloadException($"'{method.Parameters[first]}' is required");
        }

        // The array or object has been read to its end. If there is more, the bytes were not what they seemed, and this throws.
        if (!_absent)
        {
            Json.Read();
        }

        IsComplete = true;
    }

    private bool MoveToPosition(RpcMethod method)
    {
        Json.Read();
        if (Json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        int last = method.ParameterCount - 1;
        Index = method.HasRest ? Math.Min(_position, last) : _position;
        if (Index > last)
        {
            Index = -1;
            throw new RpcPayloadException($"at most {method.ParameterCount} arguments are taken");
        }

        _position++;
        _seen |= 1UL << Index;
        return true;
    }

    private bool MoveToName(RpcMethod method)
    {
        while (Json.Read() && Json.TokenType == JsonTokenType.PropertyName)
        {
            Index = FindName(method);
            Json.Read();
            if (Index >= 0)
            {
                MarkOnce(method);
                return true;
            }

            Json.Skip();
        }

        Index = -1;
        return false;
    }

    private readonly int FindName(RpcMethod method)
    {
        if (!Json.ValueIsEscaped)
        {
            return method.FindParameter(Json.ValueSpan);
        }

        try
        {
            for (int i = 0; i < method.ParameterCount; i++)
            {
                if (Json.ValueTextEquals(method.Parameters[i]))
                {
                    return i;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: the reader notices while it unescapes, and no parameter is named so.
            return -1;
        }

        return -1;
    }

    private void MarkOnce(RpcMethod method)
    {
        ulong bit = 1UL << Index;
        if ((_seen & bit) != 0)
        {
            string name = method.Parameters[Index];
            Index = -1;
            throw new RpcPayloadException($"'{name}' is given twice");
        }

        _seen |= bit;
    }
}
