using System.Collections.Generic;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes the class that turns calls into messages.</summary>
internal static class ProxyEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, CodecTable codecs)
    {
        writer.Separate();
        writer.Open($"private sealed class Proxy({Names.Channel} channel) : {contract.Type}, {Names.Proxy}");
        codecs.EmitInstances(writer, "channel.JsonOptions");
        writer.Separate();
        writer.Line($"{Names.Channel} {Names.Proxy}.Channel => channel;");
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            foreach (string owner in contract.Methods[i].Owners)
            {
                EmitMethod(writer, contract.Methods[i], i, owner, codecs);
            }
        }

        for (int i = 0; i < contract.Methods.Count; i++)
        {
            ArgumentsEmitter.Emit(writer, contract.Methods[i], i, codecs);
        }

        writer.Close();
    }

    // The user's parameter names stay out of it: any of them could hide one of ours.
    private static void EmitMethod(SourceWriter writer, MethodModel method, int index, string owner, CodecTable codecs)
    {
        List<string> parameters = [];
        string cancellation = "default";
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            ParameterModel parameter = method.Parameters[i];
            parameters.Add($"{parameter.Type.Name} a{Literals.Number(i)}");
            if (parameter.Kind == ParameterKind.Cancellation)
            {
                cancellation = "a" + Literals.Number(i);
            }
        }

        writer.Separate();
        writer.Indent($"{ReturnType(method)} {owner}.{method.Name}({string.Join(", ", parameters)}) =>");
        writer.Line(Send(method, index, cancellation, codecs) + ";");
        writer.Outdent();
    }

    // trip 2: the arguments go as a struct to the channel, which writes them where they leave from.
    private static string Send(MethodModel method, int index, string cancellation, CodecTable codecs)
    {
        string message = $"M{Literals.Number(index)}, {ArgumentsEmitter.Create(method, index, codecs)}";
        string call = method switch
        {
            { Return: ReturnKind.Void } => $"channel.Notify({message})",
            { Return: ReturnKind.Stream } =>
                $"channel.StreamAsync({message}, {codecs.Reference(method.Result!)}, {cancellation})",
            { IsNotification: true } => $"channel.NotifyAsync({message})",
            { Result: null } => $"channel.InvokeAsync({message}, {cancellation})",
            _ => $"channel.InvokeAsync({message}, {codecs.Reference(method.Result)}, {cancellation})",
        };
        return method.Return is ReturnKind.Task or ReturnKind.TaskOfResult ? call + ".AsTask()" : call;
    }

    private static string ReturnType(MethodModel method) => method.Return switch
    {
        ReturnKind.Void => "void",
        ReturnKind.Task => Names.Task,
        ReturnKind.ValueTask => Names.ValueTask,
        ReturnKind.Stream => $"{Names.AsyncEnumerable}<{method.Result!.Name}>",
        ReturnKind.TaskOfResult => $"{Names.Task}<{method.Result!.Name}>",
        _ => $"{Names.ValueTask}<{method.Result!.Name}>",
    };
}
