using System.Collections.Generic;
using System.Linq;
using System.Text;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>
/// Writes the search for a method by its name: a few names one after another, more by their length, many of one length by the
/// byte that tells them apart best. Every way ends in a comparison of the whole name.
/// </summary>
internal static class FindEmitter
{
    private const int LongestChain = 4;
    private const int LargestBucket = 3;

    public static void Emit(SourceWriter writer, ContractModel contract)
    {
        // trip 11
        List<(byte[] Utf8, int Index)> names = [.. contract.Methods.Select((m, i) => (Encoding.UTF8.GetBytes(m.WireName), i))];
        writer.Separate();
        writer.Open("public override int Find(global::System.ReadOnlySpan<byte> name)");
        if (names.Count <= LongestChain)
        {
            EmitChain(writer, contract, names);
        }
        else
        {
            writer.Open("switch (name.Length)");
            foreach (IGrouping<int, (byte[] Utf8, int Index)> bucket in names.GroupBy(n => n.Utf8.Length).OrderBy(g => g.Key))
            {
                writer.Indent($"case {Literals.Number(bucket.Key)}:");
                EmitBucket(writer, contract, [.. bucket]);
                writer.Line("break;");
                writer.Outdent();
            }

            writer.Close();
            writer.Separate();
        }

        writer.Line("return -1;");
        writer.Close();
    }

    private static void EmitBucket(SourceWriter writer, ContractModel contract, List<(byte[] Utf8, int Index)> names)
    {
        if (names.Count <= LargestBucket)
        {
            EmitChain(writer, contract, names);
            return;
        }

        int position = MostTelling(names);
        writer.Open($"switch (name[{Literals.Number(position)}])");
        foreach (IGrouping<byte, (byte[] Utf8, int Index)> group in names.GroupBy(n => n.Utf8[position]))
        {
            writer.Indent($"case {Literals.Byte(group.Key)}:");
            EmitChain(writer, contract, group);
            writer.Line("break;");
            writer.Outdent();
        }

        writer.Close();
        writer.Separate();
    }

    private static void EmitChain(SourceWriter writer, ContractModel contract, IEnumerable<(byte[] Utf8, int Index)> names)
    {
        foreach ((_, int index) in names)
        {
            writer.Open($"if ({Names.SequenceEqual}(name, {Literals.Text(contract.Methods[index].WireName)}u8))");
            writer.Line($"return {Literals.Number(index)};");
            writer.Close();
            writer.Separate();
        }
    }

    private static int MostTelling(List<(byte[] Utf8, int Index)> names)
    {
        int best = 0;
        int most = 0;
        for (int position = 0; position < names[0].Utf8.Length; position++)
        {
            int distinct = names.Select(n => n.Utf8[position]).Distinct().Count();
            if (distinct > most)
            {
                best = position;
                most = distinct;
            }
        }

        return best;
    }
}
