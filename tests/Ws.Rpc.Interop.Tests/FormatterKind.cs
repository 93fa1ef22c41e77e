namespace Ws.Rpc.Interop.Tests;

/// <summary>The foreign peer's two JSON serializers.</summary>
public enum FormatterKind
{
    /// <summary><c>SystemTextJsonFormatter</c>, with the web's names.</summary>
    SystemText,

    /// <summary><c>JsonMessageFormatter</c> over Newtonsoft.Json as it comes: it writes members with their C# names.</summary>
    Newtonsoft,
}
