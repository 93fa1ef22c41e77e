using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>Calls every method of <see cref="IShapesHub"/> and looks at what comes back.</summary>
internal static class ShapeCalls
{
    public static async Task MakeAsync(IShapesHub hub)
    {
        var note = new Note(1, "one", new Note(2, "two"));
        Assert.Equal(note, await hub.@class(note).Within());
        Assert.Null(await hub.@class().Within());
        Page<Note> page = await hub.PageAsync(new Page<Note>([note], null)).Within();
        Assert.Equal(("5", note), (page.Next, Assert.Single(page.Items)));
        Assert.Equal(new Circle(1.5), await hub.FigureAsync(new Circle(1.5)).Within());
        Assert.Equal(new Square(2), await hub.FigureAsync(new Circle(1.5), new Square(2)).Within());
        Dictionary<string, List<Point?>> map = await hub.MapAsync(new() { ["a"] = [new Point(1, 2), null] }).Within();
        Assert.Equal([new Point(1, 2), null], map["a"]);
        var tuple = ("t", (Rights.Read | Rights.Write, (Size?)Size.Large), note);
        Assert.Equal(tuple, await hub.TupleAsync(tuple).Within());
        Assert.Equal(("", ((Rights)64, null), null), await hub.TupleAsync(("", ((Rights)64, null), null)).Within());
        Assert.Null(await hub.NoTupleAsync().Within());
        Assert.Equal((1, true), await hub.NoTupleAsync((1, true)).Within());
        Assert.Equal(Rights.Read | Rights.Write, await hub.RightsAsync(Rights.Read).Within());
        Assert.Equal(Rights.Read, await hub.RightsAsync(Rights.Read, null, Size.Small).Within());
        Tree tree = await hub.TreeAsync(new Tree { Name = "r", Children = [new Tree { Name = "c" }] }).Within();
        Assert.Equal("c", Assert.Single(tree.Children).Name);
        using var document = JsonDocument.Parse("""{"a":[1,null]}""");
        Assert.Equal(14, await hub.AnythingAsync(document.RootElement).Within());
        Assert.Equal(
            "True 1 -2 -3 4 -5 6 -7 8 1.5 -2.5 3.50 x",
            await hub.PrimitivesAsync(true, 1, -2, -3, 4, -5, 6, -7, 8, 1.5f, -2.5, 3.50m, 'x').Within());
        Assert.Equal(
            "a  00000000-0000-0000-0000-000000000000 1970-01-01T00:00:00 1970-01-01T00:00:00 2",
            await hub.TextsAsync("a", null, Guid.Empty, DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, [1, 2]).Within());
        Assert.Equal(2, await hub.RestAsync("", note, note).Within());
    }
}
