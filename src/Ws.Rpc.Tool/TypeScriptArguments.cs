using System.Collections.Generic;
using System.IO;

namespace Ws.Rpc.Tool;

/// <summary>The command line of <c>typescript</c>.</summary>
/// <param name="Assembly">The contracts, built.</param>
/// <param name="Output">The folder that the files go to.</param>
/// <param name="Client">How the written module names the client's.</param>
/// <param name="References">The assemblies that the contracts were compiled against, where the caller knows them.</param>
internal sealed record TypeScriptArguments(string Assembly, string Output, string Client, IReadOnlyList<string> References)
{
    public const string Usage = """
        Usage: dotnet ws-rpc typescript ASSEMBLY [--output FOLDER] [--client MODULE] [--references FILE]
          ASSEMBLY      the built assembly with the contracts
          --output      where NAME.js and NAME.d.ts go (default: the current folder)
          --client      how they import the client (default: ws-rpc)
          --references  a file with the path of a referenced assembly on each line
                        (default: what lies beside the assembly, and what its .deps.json names)
        """;

    /// <summary><see langword="null"/> if they make no sense.</summary>
    public static TypeScriptArguments? Parse(string[] args)
    {
        string? assembly = null;
        string output = ".";
        string client = "ws-rpc";
        List<string> references = [];
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--output" when value is not null:
                    output = value;
                    i++;
                    break;
                case "--client" when value is not null:
                    client = value;
                    i++;
                    break;
                case "--references" when File.Exists(value):
                    references.AddRange(File.ReadAllLines(value));
                    i++;
                    break;
                case { } path when assembly is null && !path.StartsWith("--", System.StringComparison.Ordinal):
                    assembly = path;
                    break;
                default:
                    return null;
            }
        }

        return assembly is null
            ? null
            : new TypeScriptArguments(Path.GetFullPath(assembly), Path.GetFullPath(output), client, references);
    }
}
