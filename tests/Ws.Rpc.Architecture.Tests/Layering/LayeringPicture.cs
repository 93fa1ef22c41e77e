using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Ws.Rpc.Architecture.Tests.Layering;

/// <summary>
/// The block marked <c>layering</c> in ARCHITECTURE.md: floors of rooms, which namespaces are rooms too, what a floor's rooms may
/// know beside the lower floors, and what a room never knows.
/// </summary>
internal sealed partial class LayeringPicture
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly Dictionary<string, int> _floors = [];
    private readonly HashSet<string> _later = [];
    private readonly Dictionary<string, string> _aliases = [];
    private readonly List<(string From, string To)> _also = [];
    private readonly List<(string From, string To)> _never = [];

    private LayeringPicture()
    {
    }

    public IEnumerable<string> Rooms => _floors.Keys;

    /// <summary>The full names of types that stand in another room than their namespace.</summary>
    public IEnumerable<string> TypesWithAlias => _aliases.Keys.Where(name => !name.Contains('/'));

    public static LayeringPicture Parse(string document)
    {
        Match block = Block().Match(document);
        if (!block.Success)
        {
            throw new FormatException("The document has no block that begins with ```layering.");
        }

        LayeringPicture picture = new();
        foreach (string line in block.Groups["lines"].Value.Split('\n', Trimmed))
        {
            picture.Add(line);
        }

        return picture;
    }

    public bool IsLater(string room) => _later.Contains(room);

    /// <summary>
    /// The room that a type stands in: its namespace, unless an alias speaks of the type or of the namespace in that assembly;
    /// <see langword="null"/> if the picture does not have it.
    /// </summary>
    public string? RoomOf(TypeReference type)
    {
        TypeReference outermost = type;
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        string ns = outermost.Namespace;
        string assembly = type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : type.Scope.Name;
        if (_aliases.TryGetValue(outermost.FullName, out string? room) || _aliases.TryGetValue(assembly + '/' + ns, out room))
        {
            return room;
        }

        room = ns == "Ws.Rpc" ? ns : ns.StartsWith("Ws.Rpc.", StringComparison.Ordinal) ? ns["Ws.Rpc.".Length..] : null;
        return room is not null && _floors.ContainsKey(room) ? room : null;
    }

    /// <summary>Why one room may not know another, or <see langword="null"/> if it may.</summary>
    public string? Objection(string from, string to)
    {
        if (from == to)
        {
            return null;
        }

        if (_never.Any(rule => Matches(rule.From, from) && Matches(rule.To, to)))
        {
            return "the document says never";
        }

        if (_floors[to] < _floors[from] || _also.Any(rule => Matches(rule.From, from) && Matches(rule.To, to)))
        {
            return null;
        }

        return _floors[to] == _floors[from] ? "they share a floor" : $"floor {_floors[from]} does not know floor {_floors[to]}";
    }

    /// <summary>Whether the picture forbids a room a namespace that is not ours.</summary>
    public bool ForbidsForeign(string from, string ns) => _never.Any(rule => Matches(rule.From, from) && Matches(rule.To, ns));

    // A star stands for the namespace itself and everything below it.
    private static bool Matches(string pattern, string name) => pattern.EndsWith(".*", StringComparison.Ordinal)
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) || name == pattern[..^2]
        : pattern == name;

    private void Add(string line)
    {
        if (Floor().Match(line) is { Success: true } floor)
        {
            foreach (string entry in floor.Groups["rooms"].Value.Split("  ", Trimmed))
            {
                string room = entry.Replace(" (later)", "", StringComparison.Ordinal);
                _floors.Add(room, int.Parse(floor.Groups["number"].Value, CultureInfo.InvariantCulture));
                if (room != entry)
                {
                    _later.Add(room);
                }
            }
        }
        else if (Rule().Match(line) is { Success: true } rule)
        {
            string from = rule.Groups["from"].Value;
            string to = rule.Groups["to"].Value;
            switch (rule.Groups["kind"].Value)
            {
                case "also": _also.Add((from, to)); break;
                case "never": _never.Add((from, to)); break;
                default: _aliases.Add(from, to); break;
            }
        }
        else
        {
            throw new FormatException($"Not a line of the layering picture: {line}");
        }
    }

    [GeneratedRegex(@"^```layering\r?\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<number>\d+)  +(?<rooms>\S.*)$")]
    private static partial Regex Floor();

    [GeneratedRegex(@"^(?<kind>also|never|alias)  +(?<from>\S+) +-> +(?<to>\S+)$")]
    private static partial Regex Rule();
}
