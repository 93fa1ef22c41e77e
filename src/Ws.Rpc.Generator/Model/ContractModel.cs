namespace Ws.Rpc.Generator.Model;

/// <summary>All that emitting needs to know of one contract.</summary>
/// <param name="Kind">Which of the two kinds it is.</param>
/// <param name="Type">The interface, qualified.</param>
/// <param name="ClassName">The name of the generated class.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Callback">The callback interface of a hub, qualified.</param>
/// <param name="JsonContext">The context that knows its types, qualified.</param>
/// <param name="ExternAliases">The aliases that the qualified names begin with, other than <c>global</c>.</param>
/// <param name="IsObsolete">Whether it or a method of it is obsolete, so that what is generated must be too.</param>
/// <param name="Methods">The methods, one for each wire name.</param>
internal sealed record ContractModel(
    ContractKind Kind,
    string Type,
    string ClassName,
    string HintName,
    string? Callback,
    string? JsonContext,
    EquatableArray<string> ExternAliases,
    bool IsObsolete,
    EquatableArray<MethodModel> Methods);
