namespace Demo;

public record struct Point(int X, int Y);

public class Box<T>
{
    public T? Value { get; set; }
}

[RpcHub]
public interface IHub
{
    ValueTask<(int Count, string? Name)> TupleAsync((int, Point) pair);

    ValueTask<dynamic> DynamicAsync(dynamic value, List<dynamic?> values);

    ValueTask<int[][,]> ArraysAsync(string?[]?[] jagged, Point[,] grid);

    ValueTask<Box<Box<Point?>>> GenericAsync(Box<string> box, IReadOnlyDictionary<Guid, Box<int>> boxes);

    ValueTask<object?> ObjectAsync(object value, System.Text.Json.JsonElement element);
}
