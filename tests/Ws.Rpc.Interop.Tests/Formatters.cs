using Xunit;

namespace Ws.Rpc.Interop.Tests;

/// <summary>Each test once with each of the foreign peer's serializers.</summary>
public sealed class Formatters : TheoryData<FormatterKind>
{
    public Formatters()
    {
        Add(FormatterKind.SystemText);
        Add(FormatterKind.Newtonsoft);
    }
}
