using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes the codecs of the tuples of a contract.</summary>
internal static class TupleEmitter
{
    public static string Name(CodecTable codecs, TypeModel tuple)
    {
        int index = 0;
        while (!codecs.Tuples[index].Equals(tuple))
        {
            index++;
        }

        return "Tuple" + Literals.Number(index);
    }

    public static void Emit(SourceWriter writer, CodecTable codecs)
    {
        foreach (TypeModel tuple in codecs.Tuples)
        {
            IEnumerable<string> parameters = tuple.Elements
                .Select((element, i) => (Element: element, Parameter: "c" + Literals.Number(i)))
                .Where(part => part.Element.NeedsOptions)
                .Select(part => $"{Names.Codec}<{part.Element.Name}> {part.Parameter}");
            string head = $"{Name(codecs, tuple)}({string.Join(", ", parameters)})";
            writer.Separate();
            writer.Open($"private sealed class {head} : {Names.TupleCodec}<{tuple.Name}>");
            EmitCodecs(writer, tuple, codecs);
            EmitWrite(writer, tuple, codecs);
            EmitRead(writer, tuple, codecs);
            writer.Close();
        }
    }

    private static void EmitCodecs(SourceWriter writer, TypeModel tuple, CodecTable codecs)
    {
        string all = string.Join(", ", tuple.Elements.Select((_, i) => Codec(tuple, i, codecs)));
        writer.Line($"protected override {Names.Runtime}RpcCodec[] ElementCodecs() => [{all}];");
        writer.Separate();
    }

    private static void EmitWrite(SourceWriter writer, TypeModel tuple, CodecTable codecs)
    {
        writer.Open($"protected override void WriteElements({Names.Writer} writer, {tuple.Name} value)");
        for (int i = 0; i < tuple.Elements.Count; i++)
        {
            if (i > 0)
            {
                writer.Line("writer.Next();");
            }

            writer.Line($"{Codec(tuple, i, codecs)}.Write(writer, value.Item{Literals.Number(i + 1)});");
        }

        writer.Close();
    }

    private static void EmitRead(SourceWriter writer, TypeModel tuple, CodecTable codecs)
    {
        writer.Separate();
        writer.Open($"protected override {tuple.Name} ReadElements(ref {Names.JsonReader} reader)");
        List<string> values = [];
        for (int i = 0; i < tuple.Elements.Count; i++)
        {
            string local = "e" + Literals.Number(i);
            writer.Line("MoveNext(ref reader);");
            writer.Line($"{tuple.Elements[i].Name} {local} = {Codec(tuple, i, codecs)}.Read(ref reader);");
            values.Add(local);
        }

        writer.Line(values.Count == 1 ? $"return new({values[0]});" : $"return ({string.Join(", ", values)});");
        writer.Close();
    }

    private static string Codec(TypeModel tuple, int index, CodecTable codecs) =>
        tuple.Elements[index].NeedsOptions ? "c" + Literals.Number(index) : codecs.Reference(tuple.Elements[index]);
}
