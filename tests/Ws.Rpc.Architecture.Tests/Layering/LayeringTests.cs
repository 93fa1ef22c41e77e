using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace Ws.Rpc.Architecture.Tests.Layering;

public sealed class LayeringTests
{
    private readonly LayeringPicture _picture = LayeringPicture.Parse(Repository.Read("ARCHITECTURE.md"));

    [Fact]
    public void Every_namespace_of_the_libraries_is_a_room_of_the_picture()
    {
        IEnumerable<string> strangers = SourceAssembly.All
            .SelectMany(assembly => assembly.Types.Where(type => _picture.RoomOf(type) is null))
            .Select(type => $"{type.FullName}: '{type.Namespace}' is not in the picture");

        Findings.ShouldBeNone(strangers);
    }

    [Fact]
    public void Types_that_the_picture_puts_elsewhere_exist()
    {
        IEnumerable<string> existing = SourceAssembly.All.SelectMany(assembly => assembly.Types).Select(type => type.FullName);

        Findings.ShouldBeNone(_picture.TypesWithAlias.Except(existing));
    }

    [Fact]
    public void Rooms_exist_unless_the_picture_says_later()
    {
        HashSet<string?> existing = [.. SourceAssembly.All
            .SelectMany(assembly => assembly.Types.Select(_picture.RoomOf))];
        IEnumerable<string> wrong = _picture.Rooms
            .Where(room => existing.Contains(room) == _picture.IsLater(room))
            .Select(room => room + (existing.Contains(room) ? ": drop its (later)" : " holds no type"));

        Findings.ShouldBeNone(wrong);
    }

    [Fact]
    public void Rooms_know_only_lower_floors_and_what_the_picture_grants()
    {
        IEnumerable<string> wrong = Edges()
            .Select(edge => (edge, objection: _picture.Objection(edge.From, edge.To)))
            .Where(found => found.objection is not null)
            .Select(found => $"{found.edge.From} knows {found.edge.To} ({found.objection}): {found.edge.Example}");

        Findings.ShouldBeNone(wrong);
    }

    [Fact]
    public void Rooms_do_not_know_foreign_namespaces_that_the_picture_forbids()
    {
        IEnumerable<string> wrong =
            from assembly in SourceAssembly.All
            from type in assembly.Types
            let room = _picture.RoomOf(type)
            where room is not null
            from reference in TypeReferences.Of(type)
            where _picture.ForbidsForeign(room, NamespaceOf(reference))
            select $"{type.FullName} knows {reference.FullName}";

        Findings.ShouldBeNone(wrong);
    }

    [Fact]
    public void Rooms_never_know_each_other_in_a_circle()
    {
        ILookup<string, string> known = Edges().ToLookup(edge => edge.From, edge => edge.To);
        IEnumerable<string> circles = _picture.Rooms.Where(room => Reaches(known, room));

        Findings.ShouldBeNone(circles);
    }

    private static bool Reaches(ILookup<string, string> known, string room)
    {
        HashSet<string> seen = [];
        Queue<string> open = new(known[room]);
        while (open.TryDequeue(out string? next))
        {
            if (next == room)
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (string further in known[next])
                {
                    open.Enqueue(further);
                }
            }
        }

        return false;
    }

    private static string NamespaceOf(TypeReference type) =>
        type.DeclaringType is null ? type.Namespace : NamespaceOf(type.DeclaringType);

    private IReadOnlyList<(string From, string To, string Example)> Edges()
    {
        IEnumerable<(string? From, string? To, string Example)> all =
            from assembly in SourceAssembly.All
            from type in assembly.Types
            from reference in TypeReferences.Of(type)
            select (_picture.RoomOf(type), _picture.RoomOf(reference), $"{type.FullName} -> {reference.FullName}");

        return [.. all.Where(edge => edge.From is not null && edge.To is not null && edge.From != edge.To)
            .Select(edge => (edge.From!, edge.To!, edge.Example))
            .DistinctBy(edge => (edge.Item1, edge.Item2))];
    }
}
