using System;
using System.Collections.Generic;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes the dispatcher's method for one method of the contract: reads the arguments, calls, answers.</summary>
internal static class InvokeEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, int index, CodecTable codecs)
    {
        MethodModel method = contract.Methods[index];
        // trip 11
        writer.Separate();
        writer.Indent($"private {Names.ValueTask} Invoke{Literals.Number(index)}(");
        writer.Line($"object target, ref {Names.ArgumentReader} arguments, {Names.IncomingCall} incoming)");
        writer.Outdent();
        writer.Open();
        ulong required = EmitLocals(writer, method);
        EmitReads(writer, method, index, codecs);
        writer.Line($"arguments.End(M{Literals.Number(index)}, {Literals.Mask(required)});");
        if (contract.Kind == ContractKind.Hub)
        {
            EmitValidation(writer, method);
        }

        EmitCall(writer, method, codecs);
        writer.Close();
    }

    private static void EmitValidation(SourceWriter writer, MethodModel method)
    {
        List<string> checks = [];
        int position = 0;
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            ParameterKind kind = method.Parameters[i].Kind;
            if (kind is ParameterKind.Value or ParameterKind.Rest)
            {
                string array = kind == ParameterKind.Rest ? ".ToArray()" : "";
                checks.Add($"incoming.Validate({Literals.Number(position)}, a{Literals.Number(i)}{array});");
            }

            position += kind == ParameterKind.Cancellation ? 0 : 1;
        }

        if (checks.Count > 0)
        {
            writer.Open("if (incoming.Validates)");
            checks.ForEach(writer.Line);
            writer.Line("incoming.EndValidation();");
            writer.Close();
            writer.Separate();
        }
    }

    private static ulong EmitLocals(SourceWriter writer, MethodModel method)
    {
        ulong required = 0;
        int position = 0;
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            ParameterModel parameter = method.Parameters[i];
            if (parameter.Kind == ParameterKind.Cancellation)
            {
                continue;
            }

            if (parameter.Kind == ParameterKind.Rest)
            {
                writer.Line($"{Names.Rest}<{parameter.Type.Element!.Name}> a{Literals.Number(i)} = default;");
            }
            else
            {
                writer.Line($"{parameter.Type.Name} a{Literals.Number(i)} = {parameter.Default ?? "default"};");
                bool isRequired = parameter.Default is null && parameter.Kind != ParameterKind.Progress;
                required |= isRequired ? 1UL << position : 0;
            }

            position++;
        }

        return required;
    }

    private static void EmitReads(SourceWriter writer, MethodModel method, int index, CodecTable codecs)
    {
        List<string> reads = [];
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            ParameterModel parameter = method.Parameters[i];
            if (parameter.Kind != ParameterKind.Cancellation)
            {
                reads.Add(Read(parameter, i, index, codecs));
            }
        }

        if (reads.Count == 0)
        {
            // Also a method without parameters refuses surplus arguments.
            writer.Line($"arguments.MoveNext(M{Literals.Number(index)});");
            return;
        }

        writer.Open($"while (arguments.MoveNext(M{Literals.Number(index)}))");
        writer.Open("switch (arguments.Index)");
        for (int i = 0; i < reads.Count; i++)
        {
            writer.Indent($"case {Literals.Number(i)}:");
            writer.Line(reads[i]);
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Close();
        writer.Close();
        writer.Separate();
    }

    private static string Read(ParameterModel parameter, int position, int method, CodecTable codecs)
    {
        string local = "a" + Literals.Number(position);
        if (parameter.Kind == ParameterKind.Stream)
        {
            string read = parameter.Type.Name.EndsWith("?", StringComparison.Ordinal) ? "ReadOptionalStream" : "ReadStream";
            TypeModel item = parameter.Type.Element!;
            return $"{local} = incoming.{read}<{item.Name}>(ref arguments, {codecs.Reference(item)});";
        }

        if (parameter.Kind == ParameterKind.Progress)
        {
            TypeModel report = parameter.Type.Element!;
            return $"{local} = incoming.ReadProgress<{report.Name}>(ref arguments.Json, {codecs.Reference(report)});";
        }

        if (parameter.Kind != ParameterKind.Rest)
        {
            return $"{local} = {codecs.Reference(parameter.Type)}.Read(ref arguments.Json);";
        }

        string element = codecs.Reference(parameter.Type.Element!);
        return $"{local}.Read(ref arguments, {element}, {codecs.RestReference(method, parameter.Type)});";
    }

    private static void EmitCall(SourceWriter writer, MethodModel method, CodecTable codecs)
    {
        List<string> values = [];
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            values.Add(method.Parameters[i].Kind switch
            {
                ParameterKind.Cancellation => "incoming.CancellationToken",
                ParameterKind.Rest => $"a{Literals.Number(i)}.ToArray()",
                ParameterKind.Progress when method.Parameters[i].Default is null =>
                    $"a{Literals.Number(i)} ?? {Names.Progress}.None<{method.Parameters[i].Type.Element!.Name}>()",
                _ => "a" + Literals.Number(i),
            });
        }

        string call = $"(({method.Owners[0]})target).{method.Name}({string.Join(", ", values)})";
        if (method.Return == ReturnKind.Void)
        {
            writer.Line(call + ";");
            writer.Line("return incoming.CompleteAsync();");
            return;
        }

        if (method.Return == ReturnKind.Stream)
        {
            writer.Line($"return incoming.StreamAsync<{method.Result!.Name}>({call}, {codecs.Reference(method.Result)});");
            return;
        }

        // The result's type is not left to inference, which would stumble over a method that says dynamic.
        writer.Line(method.Result is null
            ? $"return incoming.CompleteAsync({call});"
            : $"return incoming.CompleteAsync<{method.Result.Name}>({call}, {codecs.Reference(method.Result)});");
    }
}
