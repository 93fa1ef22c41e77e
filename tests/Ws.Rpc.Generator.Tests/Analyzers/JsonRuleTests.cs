using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Analyzers;

/// <summary>What is said of how the types of a contract become JSON.</summary>
public sealed class JsonRuleTests
{
    private const string Types = """
        global using System.Text.Json.Serialization;
        public record Note(string Text, List<Line> Lines) { public Deep? Deeper { get; set; } }
        public record Line(int Number);
        public class Deep { public Kind Kind; }
        public enum Kind { A }
        [JsonDerivedType(typeof(Circle))] public abstract class Shape { }
        public class Circle : Shape { }
        public class Endless<T> { public Endless<Endless<T>>? Next { get; set; } }
        """;

    [Theory]
    [InlineData("Task SetAsync(Note note);", "EnableAotAnalyzer", "WSRPC020 'IHub'")]
    [InlineData("Task<int[]> GetAsync();", "EnableTrimAnalyzer", "WSRPC020 'IHub'")]
    [InlineData("Task SetAsync(params Note[] notes);", "EnableAotAnalyzer", "WSRPC020 'IHub'")]
    [InlineData("Task SetAsync(Note note);", "Other")]
    [InlineData("Task<int> SetAsync(string text, Guid? id, byte[] bytes, params int[] rest);", "EnableAotAnalyzer")]
    public void A_contract_names_a_context_where_nothing_reflects(string methods, string property, params string[] diagnostics)
    {
        CSharpCompilation compilation = Harness.Compile($"[RpcHub] public interface IHub {{ {methods} }}", Types);
        Assert.Equal(diagnostics, Harness.Lines(Harness.Report(compilation, (property, "true"))));
    }

    [Fact]
    public void A_context_is_only_proposed_where_the_serializer_reflects()
    {
        Diagnostic proposal = Assert.Single(
            Harness.ReportAll(Harness.Compile("[RpcHub] public interface IHub { void Set(Note note); }", Types)));
        Assert.Equal("WSRPC020", proposal.Id);
        Assert.Equal(DiagnosticSeverity.Hidden, proposal.Severity);
    }

    [Theory]
    [InlineData("Task SetAsync(Note note, Line line);", "", "WSRPC021 'Note'", "WSRPC021 'Line'")]
    [InlineData("Task SetAsync(Note note); Task<Note?> GetAsync();", "", "WSRPC021 'Note'")]
    [InlineData("Task<Note[]> GetAsync();", "Note", "WSRPC021 'Task<Note[]>'")]
    [InlineData("Task SetAsync(params Note[] notes);", "Line", "WSRPC021 'Note[]'")]
    [InlineData("Task SetAsync(Note note, Line line, List<Line> lines, Deep deep, Kind kind);", "Note")]
    [InlineData("Task SetAsync(Note? note, params Note[] notes);", "Note[]")]
    [InlineData("Task<Circle> GetAsync();", "Shape")]
    [InlineData("Task<List<(int Left, string Right)>> GetAsync();", "List<ValueTuple<int, string>>")]
    [InlineData("Task<(int Left, Line Right)> GetAsync();", "Line")]
    [InlineData("Task<(int Left, Line Right)> GetAsync();", "Deep", "WSRPC021 'Task<(int Left, Line Right)>'")]
    [InlineData("Task<Dictionary<string, List<Line>>> GetAsync(List<Line> lines);", "Dictionary<string, List<Line>>")]
    [InlineData("Task<int> GetAsync(string text);", "Note")]
    [InlineData("Task<Deep> GetAsync();", "Endless<int>")]
    public void A_context_knows_the_types_of_its_contract(string methods, string root, params string[] diagnostics) =>
        Assert.Equal(diagnostics, Harness.Diagnose(
            $"[RpcHub(JsonContext = typeof(Json))] public interface IHub {{ {methods} }}",
            $"{(root.Length == 0 ? "" : $"[JsonSerializable(typeof({root}))]")} partial class Json : JsonSerializerContext;",
            Types));

    [Theory]
    [InlineData("public partial class Json;", "WSRPC022 'typeof(Json)'")]
    [InlineData("public class Json : JsonSerializerContext;", "WSRPC022 'typeof(Json)'")]
    [InlineData("public abstract partial class Json : JsonSerializerContext;", "WSRPC022 'typeof(Json)'")]
    [InlineData("file partial class Json : JsonSerializerContext;", "WSRPC022 'typeof(Json)'")]
    [InlineData("public partial interface Json { }", "WSRPC022 'typeof(Json)'")]
    [InlineData("partial class Json : Base; public abstract partial class Base : JsonSerializerContext { }")]
    [InlineData("partial class Json : Missing;", "WSRPC022 'typeof(Json)'")]
    [InlineData("partial class Json : JsonSerializerContext;")]
    public void A_context_is_a_context_that_can_be_reached(string context, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.Diagnose(
            $"using System.Text.Json.Serialization; {context} [RpcHub(JsonContext = typeof(Json))] interface IHub {{ }}"));

    [Fact]
    public void A_context_inside_a_class_can_be_reached_only_when_that_can() => Assert.Equal(
        ["WSRPC022 'typeof(Json)'"],
        Harness.Diagnose("""
            using System.Text.Json.Serialization;
            partial class Outer
            {
                private partial class Json : JsonSerializerContext;
                [RpcHub(JsonContext = typeof(Json))] internal interface IHub { }
                [RpcHub(JsonContext = typeof(Wide))] internal interface IOther { }
                internal partial class Wide : JsonSerializerContext;
            }
            """));

    [Theory]
    [InlineData("object", "an object comes back as a JsonElement")]
    [InlineData("dynamic", "a dynamic value comes back as a JsonElement")]
    [InlineData("List<object>", "an object comes back as a JsonElement")]
    [InlineData("object[]", "an object comes back as a JsonElement")]
    [InlineData("Action", "a delegate is code")]
    [InlineData("Delegate", "a delegate is code")]
    [InlineData("System.IO.MemoryStream", "a Stream is no value; send its bytes")]
    [InlineData("Type", "a Type means nothing to another process")]
    [InlineData("Task<int>", "a task is work in progress")]
    [InlineData("IDisposable", "an interface without [JsonPolymorphic] or [JsonDerivedType] cannot be read")]
    [InlineData("Abstract", "an abstract type without [JsonPolymorphic] or [JsonDerivedType] cannot be read")]
    public void A_type_that_does_not_survive_is_reported_with_the_reason(string type, string reason)
    {
        Diagnostic diagnostic = Assert.Single(Harness.Report(
            Harness.Compile($"[RpcHub] public interface IHub {{ void Set({type} x); }} public abstract class Abstract {{ }}")));
        Assert.Equal(
            $"'{type.Replace("System.IO.", "", System.StringComparison.Ordinal)}' does not survive JSON: {reason}",
            diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(type, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData("Task<object> GetAsync();", "WSRPC023 'Task<object>'")]
    [InlineData("Task SetAsync(params object[] rest);", "WSRPC023 'object[]'")]
    [InlineData("Task SetAsync(Shape shape, IReadOnlyList<Note> notes, IDictionary<string, int> map);")]
    [InlineData("Task SetAsync(System.Text.Json.Nodes.JsonNode node, System.Text.Json.JsonElement element, Uri uri);")]
    [InlineData("Task SetAsync(Converted x, Mine y);")]
    public void A_type_survives_when_it_or_an_attribute_says_how(string methods, params string[] diagnostics) => Assert.Equal(
        diagnostics,
        Harness.Diagnose(
            $"[RpcHub] public interface IHub {{ {methods} }}",
            """
            [JsonConverter(typeof(int))] public interface Converted { }
            public interface Mine : IEnumerable<int> { }
            """,
            Types));

    [Theory]
    [InlineData("[JsonSerializable(typeof(Note), GenerationMode = JsonSourceGenerationMode.Serialization)]", "Note")]
    [InlineData("[JsonSourceGenerationOptions(GenerationMode = (JsonSourceGenerationMode)2)][JsonSerializable(typeof(Note))]", "Note")]
    [InlineData("[JsonSerializable(typeof(Note[]), GenerationMode = JsonSourceGenerationMode.Serialization)]", "Note")]
    [InlineData("[JsonSerializable(typeof(Note), GenerationMode = JsonSourceGenerationMode.Metadata)]", null)]
    [InlineData("[JsonSerializable(typeof(Note), GenerationMode = JsonSourceGenerationMode.Default)]", null)]
    public void A_context_can_read(string attributes, string? written)
    {
        CSharpCompilation compilation = Harness.Compile(
            "[RpcHub(JsonContext = typeof(Json))] public interface IHub { void Set(Note note); }",
            $"{attributes} partial class Json : JsonSerializerContext;",
            Types);
        Assert.Equal(
            written is null ? [] : [$"WSRPC024 {written}"],
            Harness.Report(compilation).Select(one =>
                $"{one.Id} {one.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1]}"));
        string[] places = written is null ? [] : ["WSRPC024 'typeof(Json)'"];
        Assert.Equal(places, Harness.Lines(Harness.Report(compilation)));
    }

    [Fact]
    public void A_context_of_another_assembly_is_judged_as_well()
    {
        Compilation far = Harness.WithJsonContexts(Harness.Compile(
            Types, "[JsonSerializable(typeof(Line))] public partial class Json : JsonSerializerContext;"));
        CSharpCompilation near = Harness.Compile(
            "[RpcHub(JsonContext = typeof(Json))] public interface IHub { void Set(Note note, Line line); }");
        Assert.Equal(["WSRPC021 'Note'"], Harness.Lines(Harness.Report(near.AddReferences(
            Harness.Library(far.WithAssemblyName("Far"))))));
    }
}
