using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Ws.Rpc.EndToEnd.Tests.Contracts;

public sealed record Note(int Id, string Text, Note? Answer = null);

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Figure;

public sealed record Circle(double Radius) : Figure;

public sealed record Square(double Side) : Figure;

public readonly record struct Point(int X, int Y);

[Flags]
public enum Rights : byte
{
    None = 0,
    Read = 1,
    Write = 128,
}

[JsonConverter(typeof(JsonStringEnumConverter<Size>))]
public enum Size
{
    Small,
    Large,
}

public sealed class Tree
{
    public required string Name { get; set; }

    public List<Tree> Children { get; set; } = [];

    public DateTimeOffset? Changed { get; set; }
}
