using System.IO;
using System.Text;

namespace Ws.Rpc.Benchmarks;

/// <summary>Writes to two; owns neither.</summary>
internal sealed class BothWriter(TextWriter first, TextWriter second) : TextWriter
{
    public override Encoding Encoding => first.Encoding;

    public override void Write(char value)
    {
        first.Write(value);
        second.Write(value);
    }
}
