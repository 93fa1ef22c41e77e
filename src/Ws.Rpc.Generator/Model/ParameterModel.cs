namespace Ws.Rpc.Generator.Model;

/// <summary>A parameter of a method.</summary>
/// <param name="Name">Its name on the wire: its C# name, unescaped.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Type">Its type.</param>
/// <param name="TypeOf">Its type as <c>typeof</c> takes it: without a nullability of its own.</param>
/// <param name="Default">
/// The expression for where it is left out; <see langword="null"/> if it is required, or progress that must be an object.
/// </param>
internal sealed record ParameterModel(string Name, ParameterKind Kind, TypeModel Type, string TypeOf, string? Default);
