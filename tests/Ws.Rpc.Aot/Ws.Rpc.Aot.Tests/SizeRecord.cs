using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Ws.Rpc.Aot.Tests;

/// <summary>
/// What the programs measure: the sizes that are agreed on (lines of platform, program and bytes), and, in
/// <c>artifacts/aot.txt</c>, those of the last run.
/// </summary>
internal sealed class SizeRecord(string[] lines)
{
    private static readonly string s_last = Path.Combine(PublishedPrograms.RepositoryRoot, "artifacts", "aot.txt");

    /// <summary>The agreed size of a program on this platform, where there is one.</summary>
    public long? Find(string program) => lines
        .Select(line => line.Split(' '))
        .Where(words => words[0] == RuntimeInformation.RuntimeIdentifier && words[1] == program)
        .Select(words => (long?)long.Parse(words[2], CultureInfo.InvariantCulture))
        .SingleOrDefault();

    /// <summary>Adds a line to what the last runs measured.</summary>
    public static async Task NoteAsync(string program, long size, TimeSpan startUp)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(s_last)!);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.RuntimeIdentifier} {program} {size} bytes, {startUp.TotalMilliseconds:F0} ms to its first line");
        await File.AppendAllTextAsync(s_last, line + Environment.NewLine);
    }
}
