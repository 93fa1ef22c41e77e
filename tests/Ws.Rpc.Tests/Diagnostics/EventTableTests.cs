using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Ws.Rpc.Diagnostics;
using Xunit;

namespace Ws.Rpc.Tests.Diagnostics;

/// <summary>Holds the one table of event ids, the log messages and the page about them together.</summary>
public sealed partial class EventTableTests
{
    private static readonly FieldInfo[] s_ids = typeof(RpcEventIds).GetFields(BindingFlags.Public | BindingFlags.Static);

    private static readonly (string Name, LoggerMessageAttribute Message)[] s_messages = [.. typeof(RpcLog).GetMethods()
        .Select(method => (method.Name, Message: method.GetCustomAttribute<LoggerMessageAttribute>()!))
        .Where(entry => entry.Message is not null)];

    [Fact]
    public void Every_id_is_used_by_the_message_of_its_name_and_by_no_other() => Assert.Equal(
        s_ids.Select(field => (field.Name, (int)field.GetRawConstantValue()!)).Order(),
        s_messages.Select(entry => (entry.Name, entry.Message.EventId)).Order());

    [Fact]
    public void Ids_are_unique() => Assert.Equal(s_ids.Length, s_ids.Select(field => field.GetRawConstantValue()).Distinct().Count());

    // A row stays when its event goes, so that its id is not given to another.
    [Fact]
    public void Page_lists_every_event_and_every_id_that_ever_was()
    {
        (int Id, string Level, string Name)[] rows = [.. Rows()];

        Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(row => row.Id));
        Assert.Equal(
            s_messages.Select(entry => (entry.Message.EventId, entry.Message.Level.ToString().ToLowerInvariant(), entry.Name)).Order(),
            rows.Where(row => row.Level != "retired").Order());
    }

    private static IEnumerable<(int Id, string Level, string Name)> Rows()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Ws.Rpc.sln")))
        {
            folder = folder.Parent;
        }

        foreach (string line in File.ReadLines(Path.Combine(folder.FullName, "docs", "guide", "observability.md")))
        {
            Match row = Row().Match(line);
            if (row.Success)
            {
                yield return (int.Parse(row.Groups[1].ValueSpan), row.Groups[3].Value, row.Groups[2].Value);
            }
        }
    }

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| (\w+) \|")]
    private static partial Regex Row();
}
