using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

/// <summary>One method for each shape of value that a contract can carry.</summary>
[RpcHub(Prefix = "shapes.", Callback = typeof(IShapesClient), JsonContext = typeof(ShapesJson))]
public interface IShapesHub : IShapesBase
{
    ValueTask<Page<Note>> PageAsync(Page<Note> page, int count = 5);

    ValueTask<Figure> FigureAsync(Figure figure, Figure? other = null);

    ValueTask<Dictionary<string, List<Point?>>> MapAsync(Dictionary<string, List<Point?>> map);

    ValueTask<(string Text, (Rights, Size?) Marks, Note? Note)> TupleAsync((string Text, (Rights, Size?) Marks, Note? Note) value);

    ValueTask<(int, bool)?> NoTupleAsync((int, bool)? value = null);

    ValueTask<Rights> RightsAsync(Rights rights, Rights? other = Rights.Write, Size size = Size.Large);

    ValueTask<Tree> TreeAsync(Tree tree);

    ValueTask<int> AnythingAsync(JsonElement value);

    ValueTask<string?> PrimitivesAsync(
        bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m);

    ValueTask<string> TextsAsync(string text, string? maybe, Guid id, DateTime time, DateTimeOffset moment, byte[] bytes);

    ValueTask<int> RestAsync(string first, params Note[] notes);

    /// <summary>Breaks the contract, as a hub compiled without nullable annotations may.</summary>
    ValueTask<Note> NothingAsync();
}
