namespace Ws.Rpc.Tool.Writing;

/// <summary>What the files begin with.</summary>
internal static class Header
{
    public static string Of(string assembly) =>
        $"// Written by `dotnet ws-rpc typescript` from {assembly}. What is changed here is lost.\n";
}
