using System.Linq;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes the class that turns messages into calls.</summary>
internal static class DispatcherEmitter
{
    public static void Emit(SourceWriter writer, ContractModel contract, CodecTable codecs)
    {
        writer.Separate();
        writer.Open($"private sealed class Dispatcher({Names.JsonOptions} options) : {Names.Dispatcher}");
        codecs.EmitInstances(writer, "options");
        codecs.EmitRests(writer, "options");
        FindEmitter.Emit(writer, contract);
        if (contract.Kind == ContractKind.Hub)
        {
            EmitDeclarations(writer, contract);
        }

        EmitInvoke(writer, contract);
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            InvokeEmitter.Emit(writer, contract, i, codecs);
        }

        writer.Close();
    }

    // Only a server asks, and only when it starts.
    private static void EmitDeclarations(SourceWriter writer, ContractModel contract)
    {
        writer.Separate();
        writer.Open($"public override {Names.MethodInfo} Declaration(int method)");
        writer.Open("switch (method)");
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            MethodModel method = contract.Methods[i];
            string types = string.Join(", ", method.Parameters.Select(parameter => $"typeof({parameter.TypeOf})"));
            string name = Literals.Text(method.Name.TrimStart('@'));
            writer.Indent($"case {Literals.Number(i)}:");
            writer.Line($"return typeof({method.Owners[0]}).GetMethod({name}, [{types}])!;");
            writer.Outdent();
        }

        EmitOutOfRange(writer);
        writer.Close();
        writer.Close();
    }

    private static void EmitInvoke(SourceWriter writer, ContractModel contract)
    {
        writer.Separate();
        writer.Indent($"public override {Names.ValueTask} InvokeAsync(");
        writer.Line($"int method, object target, ref {Names.ArgumentReader} arguments, {Names.IncomingCall} incoming)");
        writer.Outdent();
        writer.Open();
        writer.Open("switch (method)");
        for (int i = 0; i < contract.Methods.Count; i++)
        {
            writer.Indent($"case {Literals.Number(i)}:");
            writer.Line($"return Invoke{Literals.Number(i)}(target, ref arguments, incoming);");
            writer.Outdent();
        }

        EmitOutOfRange(writer);
        writer.Close();
        writer.Close();
    }

    private static void EmitOutOfRange(SourceWriter writer)
    {
        writer.Indent("default:");
        writer.Line("throw new global::System.ArgumentOutOfRangeException(nameof(method));");
        writer.Outdent();
    }
}
