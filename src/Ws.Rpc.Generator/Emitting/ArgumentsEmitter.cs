using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes the struct that carries the arguments of one method to the message.</summary>
internal static class ArgumentsEmitter
{
    /// <summary>The expression that creates the arguments within a proxy's method.</summary>
    public static string Create(MethodModel method, int index, CodecTable codecs)
    {
        List<string> values = [];
        foreach (int i in Travelling(method))
        {
            values.Add("a" + Literals.Number(i));
        }

        if (values.Count == 0)
        {
            return $"default({Names.NoArguments})";
        }

        foreach ((string field, _) in Fields(method, codecs))
        {
            values.Add(field);
        }

        return $"new Args{Literals.Number(index)}({string.Join(", ", values)})";
    }

    public static void Emit(SourceWriter writer, MethodModel method, int index, CodecTable codecs)
    {
        List<string> parameters = [];
        foreach (int i in Travelling(method))
        {
            parameters.Add($"{method.Parameters[i].Type.Name} a{Literals.Number(i)}");
        }

        if (parameters.Count == 0)
        {
            return;
        }

        foreach ((string field, TypeModel type) in Fields(method, codecs))
        {
            parameters.Add($"{Names.Codec}<{type.Name}> {field.Substring(1)}");
        }

        bool hasTokens = method.Parameters.Any(parameter => parameter.Kind == ParameterKind.Progress);
        string contract = hasTokens ? Names.TokenArguments : Names.Arguments;
        string tokens = hasTokens ? $", {Names.ArgumentTokens} tokens" : "";
        writer.Separate();
        writer.Open($"private readonly struct Args{Literals.Number(index)}({string.Join(", ", parameters)}) : {contract}");
        writer.Open($"public void Write({Names.Writer} writer{tokens})");
        EmitWrites(writer, method, codecs);
        writer.Close();
        writer.Close();
    }

    private static void EmitWrites(SourceWriter writer, MethodModel method, CodecTable codecs)
    {
        bool first = true;
        foreach (int i in Travelling(method))
        {
            ParameterModel parameter = method.Parameters[i];
            string codec = codecs.Reference(Written(parameter)).TrimStart('_');
            if (parameter.Kind == ParameterKind.Rest)
            {
                writer.Line($"{Names.Codecs}.WriteRest(writer, a{Literals.Number(i)}, {codec}, {(first ? "true" : "false")});");
                continue;
            }

            if (!first)
            {
                writer.Line("writer.Next();");
            }

            first = false;
            string local = "a" + Literals.Number(i);
            writer.Line(parameter.Kind switch
            {
                ParameterKind.Stream => $"writer.WriteStream<{Written(parameter).Name}>({local}, {codec});",
                ParameterKind.Progress => $"tokens.WriteProgress<{Written(parameter).Name}>(writer, {local}, {codec});",
                _ => $"{codec}.Write(writer, {local});",
            });
        }
    }

    private static IEnumerable<int> Travelling(MethodModel method)
    {
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            if (method.Parameters[i].Kind != ParameterKind.Cancellation)
            {
                yield return i;
            }
        }
    }

    /// <summary>The proxy's codec fields that the arguments need, each once.</summary>
    private static IEnumerable<(string Field, TypeModel Type)> Fields(MethodModel method, CodecTable codecs)
    {
        HashSet<TypeModel> seen = [];
        foreach (int i in Travelling(method))
        {
            TypeModel type = Written(method.Parameters[i]);
            if (type.NeedsOptions && seen.Add(type))
            {
                yield return (codecs.Reference(type), type);
            }
        }
    }

    private static TypeModel Written(ParameterModel parameter) =>
        parameter.Kind is ParameterKind.Rest or ParameterKind.Stream or ParameterKind.Progress
            ? parameter.Type.Element!
            : parameter.Type;
}
