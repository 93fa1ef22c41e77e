using System;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using Ws.Rpc.Generator.Model;

namespace Ws.Rpc.Generator.Parsing;

/// <summary>Reads the properties that the project hands to the compiler.</summary>
internal static class OptionsParser
{
    private const string Enabled = "build_property.WsRpcGeneratorEnabled";

    // Not the user's own property: in the file that carries properties to the compiler a semicolon begins a comment.
    private const string Sides = "build_property.WsRpcGeneratedSides";

    public static GeneratorOptions Parse(AnalyzerConfigOptions options)
    {
        if (!IsEnabled(options))
        {
            return new GeneratorOptions(Client: false, Server: false);
        }

        string[] sides = options.TryGetValue(Sides, out string? value) ? value.Split(',') : [];
        return sides.All(string.IsNullOrWhiteSpace)
            ? new GeneratorOptions(Client: true, Server: true)
            : new GeneratorOptions(Names(sides, "client"), Names(sides, "server"));
    }

    public static bool IsEnabled(AnalyzerConfigOptions options) => !Is(options, Enabled, "false");

    /// <summary>Whether the project is analyzed for trimming or ahead-of-time compilation, where nothing can reflect.</summary>
    public static bool ForbidsReflection(AnalyzerConfigOptions options) =>
        Is(options, "build_property.EnableAotAnalyzer", "true") || Is(options, "build_property.EnableTrimAnalyzer", "true");

    private static bool Names(string[] sides, string side) =>
        sides.Any(candidate => string.Equals(candidate.Trim(), side, StringComparison.OrdinalIgnoreCase));

    private static bool Is(AnalyzerConfigOptions options, string property, string expected) =>
        options.TryGetValue(property, out string? value)
        && string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
