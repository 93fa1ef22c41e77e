using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Ws.Rpc.AspNetCore;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>The tables of limits in the protocol and the options of hubs and clients say the same.</summary>
public sealed partial class LimitTableTests
{
    [Fact]
    public void Every_limit_of_a_hub_is_in_its_table_with_its_default() => Compare(new RpcHubOptions());

    [Fact]
    public void Every_limit_of_a_client_is_in_its_table_with_its_default() => Compare(new RpcClientOptions());

    private static void Compare<TOptions>(TOptions options)
    {
        IEnumerable<string> limits =
            from property in typeof(TOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            where IsLimit(property)
            let value = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture)
            select $"{property.Name} = {(value is null or "" ? "none" : value)}";
        IEnumerable<string> rows =
            from line in Repository.Read("docs/protocol.md").Split('\n')
                .SkipWhile(line => !line.Contains($"| `{typeof(TOptions).Name}` |", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|'))
            let row = Row().Match(line)
            where row.Success && row.Groups[2].Value != "default"
            select $"{row.Groups[1].Value} = {row.Groups[2].Value}";

        Assert.Equal(limits.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static bool IsLimit(PropertyInfo property) =>
        (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is Type type
        && (type == typeof(int) || type == typeof(long) || type == typeof(TimeSpan));

    [GeneratedRegex(@"^\| [^|]+ \| `(\w+)` \| ([\w:.]+) \| [^|]+ \|$")]
    private static partial Regex Row();
}
