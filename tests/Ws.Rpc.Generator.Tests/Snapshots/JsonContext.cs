using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Demo;

public record Note(string Text);

[RpcHub(Callback = typeof(IBack), JsonContext = typeof(Outer.NotesJson))]
public interface IHub
{
    ValueTask<Note> EchoAsync(Note note);
}

[RpcCallback(JsonContext = typeof(Outer.NotesJson))]
public interface IBack
{
    void Told(Note note);
}

internal static class Outer
{
    // What System.Text.Json's own generator would write.
    internal sealed partial class NotesJson() : JsonSerializerContext(null)
    {
        public static NotesJson Default { get; } = new();

        protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

        public override JsonTypeInfo? GetTypeInfo(Type type) => null;
    }
}
