namespace Ws.Rpc.Generator.Model;

internal enum ParameterKind
{
    /// <summary>Travels as one argument.</summary>
    Value,

    /// <summary>A <c>params</c> array: travels as all remaining arguments.</summary>
    Rest,

    /// <summary>Travels as a placeholder; its items follow. The type's element is theirs.</summary>
    Stream,

    /// <summary>Travels as a token, under which the callee reports; the element of its type is what a report holds.</summary>
    Progress,

    /// <summary>Does not travel.</summary>
    Cancellation,
}
