namespace Ws.Rpc.Generator.Model;

internal enum ParameterKind
{
    /// <summary>Travels as one argument.</summary>
    Value,

    /// <summary>A <c>params</c> array: travels as all remaining arguments.</summary>
    Rest,

    /// <summary>Travels as a placeholder; its items follow. The type's element is theirs.</summary>
    Stream,

    /// <summary>Does not travel.</summary>
    Cancellation,
}
