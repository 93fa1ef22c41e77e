using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ws.Rpc.Tool.Reading;

/// <summary>The summaries that the compiler has written beside an assembly, where there are any.</summary>
internal sealed partial class Documentation(IReadOnlyDictionary<string, string> summaries)
{
    public static Documentation Beside(string assembly)
    {
        string file = Path.ChangeExtension(assembly, ".xml");
        Dictionary<string, string> summaries = new(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            foreach (XElement member in XDocument.Load(file).Descendants("member"))
            {
                // Methods are found without their parameters: two of one name are rare, and need wire names of their own.
                string name = ((string?)member.Attribute("name") ?? string.Empty).Split('(')[0];
                if (member.Element("summary") is { } summary)
                {
                    summaries.TryAdd(name, Plain(summary));
                }
            }
        }

        return new Documentation(summaries);
    }

    /// <summary>
    /// The summary of a member, by its documentation id without parameters; <see langword="null"/> if there is none.
    /// </summary>
    public string? Of(string id) => summaries.GetValueOrDefault(id);

    private static string Plain(XElement element)
    {
        string text = string.Concat(element.Nodes().Select(Text));

        // Nothing ends the comment that it stands in.
        return Blanks().Replace(text, " ").Trim().Replace("*/", "*\u200b/", StringComparison.Ordinal);
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => Referred(reference),
        XElement inner => Plain(inner),
        _ => string.Empty,
    };

    private static string Referred(XElement reference)
    {
        XAttribute? name = reference.Attribute("langword") ?? reference.Attribute("name") ?? reference.Attribute("cref");
        return ((string?)name ?? string.Empty).Split('(')[0].Split('.', ':')[^1];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
