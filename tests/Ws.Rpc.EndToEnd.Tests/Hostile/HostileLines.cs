using System;
using System.Globalization;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>Lines of a script that differ little or not at all.</summary>
internal static class HostileLines
{
    public static string Times(int count, string line) => string.Join('\n', Enumerable.Repeat(line, count));

    /// <summary>One line for each number, which stands in place of every <c>#</c>.</summary>
    public static string Numbered(int first, int count, string line) => string.Join(
        '\n',
        Enumerable.Range(first, count).Select(
            i => line.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
}
