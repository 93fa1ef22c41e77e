using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Text;
using System.Text.Encodings.Web;

namespace Ws.Rpc.CompilerServices;

/// <summary>One method of a contract as generated code sees it: its names, encoded once. Immutable and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RpcMethod
{
    private readonly byte[][] _parameters;

    /// <summary>Creates the description of a method.</summary>
    /// <param name="name">The wire name.</param>
    /// <param name="parameters">The names of the parameters that travel, in their order.</param>
    /// <param name="hasRest">Whether the last parameter takes all remaining positional arguments (<c>params</c>).</param>
    public RpcMethod(string name, string[] parameters, bool hasRest = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        Parameters = parameters;
        HasRest = hasRest;
        _parameters = Array.ConvertAll(parameters, Encoding.UTF8.GetBytes);
        EncodedName = Encoding.UTF8.GetBytes('"' + JavaScriptEncoder.Default.Encode(name) + '"');
    }

    /// <summary>Gets the wire name.</summary>
    public string Name { get; }

    /// <summary>Gets the names of the parameters that travel, in their order.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Gets a value indicating whether the last parameter takes all remaining positional arguments.</summary>
    public bool HasRest { get; }

    /// <summary>Gets a value indicating whether some of the parameters are streams.</summary>
    public bool TakesStreams { get; init; }

    /// <summary>Gets a value indicating whether the method may run twice with the effect of once.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Gets a value indicating whether its calls run one after another on a connection.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Gets the wire name as a JSON string, quotes included.</summary>
    internal byte[] EncodedName { get; }

    /// <summary>
    /// Gets a value indicating whether the arguments are written as the members of an object, as the protocol's own are.
    /// </summary>
    internal bool SendsByName { get; init; }

    internal int ParameterCount => _parameters.Length;

    /// <summary>Finds a parameter by its unescaped UTF-8 name; −1 if there is none.</summary>
    internal int FindParameter(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (name.SequenceEqual(_parameters[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
