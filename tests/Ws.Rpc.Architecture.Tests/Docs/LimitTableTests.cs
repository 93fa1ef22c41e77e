using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Ws.Rpc.AspNetCore;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>The table of limits in the protocol and the options of a hub say the same.</summary>
public sealed partial class LimitTableTests
{
    [Fact]
    public void Every_limit_is_in_the_table_with_its_default()
    {
        var options = new RpcHubOptions();
        IEnumerable<string> limits =
            from property in typeof(RpcHubOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public)
            where IsLimit(property)
            let value = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture)
            select $"{property.Name} = {(value is null or "" ? "none" : value)}";
        IEnumerable<string> rows =
            from line in Repository.Read("docs/protocol.md").Split('\n')
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
