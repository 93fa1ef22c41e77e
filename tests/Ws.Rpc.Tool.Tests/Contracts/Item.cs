using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ws.Rpc.Tool.Tests.Contracts;

/// <summary>Something to sell.</summary>
public sealed class Item : Entity
{
    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    public Order Order { get; init; }

    public Colour? Colour { get; init; }

    [JsonPropertyName("price-tag")]
    public decimal Price { get; init; }

    [JsonIgnore]
    public string Secret { get; init; } = "secret";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Item? Parent { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))]
    public DayOfWeek Day { get; init; }

    public List<string?> Tags { get; init; } = [];

    public Dictionary<string, int[]> Counts { get; init; } = [];

    public JsonElement Extra { get; init; }

    public TimeSpan[]? Times { get; init; }

    public ReadOnlyMemory<byte> Picture { get; init; }

    internal int Hidden { get; init; }
}

public abstract class Entity
{
    public Guid Id { get; init; }
}

public sealed record Page<T>(IReadOnlyList<T> Items, Page<T>? Next, int Total);

public enum Order
{
    Price = 1,
    Title = 5,
}

[JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
public enum Colour
{
    Red,

    [JsonStringEnumMemberName("deep-blue")]
    Blue,
}

[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape(string Name);

public sealed record Circle(string Name, double Radius) : Shape(Name);

public sealed record Square(string Name, double Side) : Shape(Name);
