using System.Text;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes what tells of the methods of a contract, for the document that a server gives of itself.</summary>
internal static class DescriptionEmitter
{
    /// <summary>The options that the codecs come from.</summary>
    private const string Options = "describer.JsonOptions";

    /// <summary>Whether the side that describes contracts, which is the server, is generated.</summary>
    public static bool IsIn(ContractModel contract, GeneratedParts parts) =>
        (parts & (contract.Kind == ContractKind.Hub ? GeneratedParts.Dispatcher : GeneratedParts.Proxy)) != 0;

    public static void Emit(SourceWriter writer, ContractModel contract, CodecTable codecs)
    {
        writer.Separate();
        writer.Open($"private static void Describe({Names.Describer} describer)");
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            writer.Line($"describer.Method(M{Literals.Number(i)}){Parts(contract.Methods[i], codecs)};");
        }

        writer.Close();
    }

    private static string Parts(MethodModel method, CodecTable codecs)
    {
        StringBuilder parts = new();
        foreach (ParameterModel parameter in method.Parameters)
        {
            parts.Append(Argument(parameter, codecs));
        }

        return parts.Append(Answer(method, codecs)).ToString();
    }

    private static string Argument(ParameterModel parameter, CodecTable codecs) => parameter switch
    {
        { Kind: ParameterKind.Cancellation } => "",
        { Kind: ParameterKind.Rest } => $".RestArgument({Codec(parameter.Type.Element!, codecs)})",
        { Kind: ParameterKind.Progress } => $".ProgressArgument({Codec(parameter.Type.Element!, codecs)})",
        { Kind: ParameterKind.Stream } =>
            $".StreamArgument({Codec(parameter.Type.Element!, codecs)}, {(parameter.Default is null ? "true" : "false")})",
        { Default: null } => $".Argument({Codec(parameter.Type, codecs)})",

        // By way of its type, which the expression alone may not have; and as an object, or "dynamic" would bind at run time.
        _ => $".OptionalArgument({Codec(parameter.Type, codecs)}, (object?)({parameter.Type.Name})({parameter.Default}))",
    };

    private static string Answer(MethodModel method, CodecTable codecs) => method switch
    {
        { IsNotification: true } => "",
        { Return: ReturnKind.Stream } => $".StreamResult({Codec(method.Result!, codecs)})",
        { Result: null } => ".NoResult()",
        _ => $".Result({Codec(method.Result, codecs)})",
    };

    private static string Codec(TypeModel type, CodecTable codecs) => codecs.Expression(type, Options);
}
