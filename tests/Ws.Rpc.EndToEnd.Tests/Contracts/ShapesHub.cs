using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

internal sealed class ShapesHub : RpcHub<IShapesClient>, IShapesHub
{
    public ValueTask<Note?> @class(Note? @event) => new(@event);

    public ValueTask<Page<Note>> PageAsync(Page<Note> page, int count) =>
        new(page with { Next = count.ToString(CultureInfo.InvariantCulture) });

    public ValueTask<Figure> FigureAsync(Figure figure, Figure? other) => new(other ?? figure);

    public ValueTask<Dictionary<string, List<Point?>>> MapAsync(Dictionary<string, List<Point?>> map) => new(map);

    public ValueTask<(string Text, (Rights, Size?) Marks, Note? Note)> TupleAsync(
        (string Text, (Rights, Size?) Marks, Note? Note) value) => new(value);

    public ValueTask<(int, bool)?> NoTupleAsync((int, bool)? value) => new(value);

    public ValueTask<Rights> RightsAsync(Rights rights, Rights? other, Size size) =>
        new(size == Size.Large ? rights | (other ?? Rights.None) : rights);

    public ValueTask<Tree> TreeAsync(Tree tree) => new(tree);

    public ValueTask<int> AnythingAsync(JsonElement value) => new(value.GetRawText().Length);

    public ValueTask<string?> PrimitivesAsync(
        bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m}"));

    public ValueTask<string> TextsAsync(
        string text, string? maybe, Guid id, DateTime time, DateTimeOffset moment, byte[] bytes) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{text} {maybe} {id} {time:s} {moment:s} {bytes.Length}"));

    public ValueTask<int> RestAsync(string first, params Note[] notes) => new(notes.Length);

    public ValueTask<Note> NothingAsync() => new((Note)null!);
}
