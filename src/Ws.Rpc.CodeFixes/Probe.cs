namespace Ws.Rpc.CodeFixes;
internal static class Probe { public static System.Type T => typeof(Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider); }
