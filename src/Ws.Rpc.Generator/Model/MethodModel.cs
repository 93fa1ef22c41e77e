namespace Ws.Rpc.Generator.Model;

/// <summary>A method of a contract.</summary>
/// <param name="Name">Its C# name, escaped where it is a keyword.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="Return">What it returns.</param>
/// <param name="Result">The type of the result, where there is one, or of the items of a stream.</param>
/// <param name="IsNotification">Whether it is sent without asking for an answer.</param>
/// <param name="IsIdempotent">Whether it may run twice with the effect of once.</param>
/// <param name="IsOrdered">Whether its calls run one after another.</param>
/// <param name="Owners">The interfaces that declare it, qualified: more than one where bases agree.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record MethodModel(
    string Name,
    string WireName,
    ReturnKind Return,
    TypeModel? Result,
    bool IsNotification,
    bool IsIdempotent,
    bool IsOrdered,
    EquatableArray<string> Owners,
    EquatableArray<ParameterModel> Parameters);
