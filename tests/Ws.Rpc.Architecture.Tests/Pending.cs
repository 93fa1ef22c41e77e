using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Ws.Rpc.Architecture.Tests;

/// <summary>
/// What the documents already name and the tree does not have yet, one a line in <c>Pending.txt</c>: a path, <c>room NAME</c>,
/// <c>type NAME</c>, <c>snippets FILE</c>, or <c>trip marks</c>. An entry that has come true fails a test, so the list only shrinks.
/// </summary>
public sealed class Pending
{
    private static readonly string[] s_entries =
        Repository.Read("tests/Ws.Rpc.Architecture.Tests/Pending.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Fact]
    public void Entries_name_no_path_that_exists()
    {
        Findings.ShouldBeNone(s_entries.Where(entry => !entry.Contains(' ') && Repository.Exists(entry)));
    }

    [Fact]
    public void Entries_name_no_type_that_exists()
    {
        IEnumerable<string> types = s_entries.Where(entry => entry.StartsWith("type ", StringComparison.Ordinal));

        Findings.ShouldBeNone(types.Where(entry => SourceTypes.Exists(entry[5..])));
    }

    internal static bool Contains(string entry) => s_entries.Contains(entry);

    internal static bool ContainsPath(string path) =>
        s_entries.Any(entry => path == entry || path.StartsWith(entry + '/', StringComparison.Ordinal));
}
