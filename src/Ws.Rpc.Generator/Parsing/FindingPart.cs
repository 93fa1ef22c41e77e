namespace Ws.Rpc.Generator.Parsing;

internal enum FindingPart
{
    Name,
    ReturnType,
    ParameterType,

    /// <summary>The mark that names a method, or the method's name where it has none.</summary>
    WireName,

    /// <summary>The <c>Prefix</c> of the contract's mark.</summary>
    Prefix,

    /// <summary>The <c>Callback</c> of the contract's mark.</summary>
    Callback,

    /// <summary>The <c>JsonContext</c> of the contract's mark.</summary>
    JsonContext,
}
