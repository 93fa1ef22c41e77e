using System.Threading.Tasks;
using Ws.Rpc.CodeFixes;
using Ws.Rpc.Generator.Analyzers;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Fixes;

/// <summary>What mends JSON contexts, each in the file where it stands.</summary>
public sealed class JsonFixTests
{
    private const string Types = "namespace Demo;\n\npublic record Note(string Text);\n\npublic record Order(int Id);";

    [Fact]
    public Task A_context_is_created_below_the_contract() => FixTest<JsonCoverageAnalyzer, CreateContextFix>.RunAsync(
        "WSRPC020",
        [
            """
            using System.Text.Json.Serialization;

            namespace Demo;

            [RpcHub]
            public interface {|WSRPC020:INotesHub|}
            {
                Task<Note?> GetAsync(int id);
                Task SetAsync(params Note[] notes);
                Task<List<Order>> OrdersAsync();
            }
            """,
            Types,
        ],
        [
            """
            using System.Text.Json.Serialization;

            namespace Demo;

            [RpcHub(JsonContext = typeof(NotesHubJsonContext))]
            public interface INotesHub
            {
                Task<Note?> GetAsync(int id);
                Task SetAsync(params Note[] notes);
                Task<List<Order>> OrdersAsync();
            }

            [JsonSerializable(typeof(Note))]
            [JsonSerializable(typeof(List<Order>))]
            internal sealed partial class NotesHubJsonContext : JsonSerializerContext
            {
            }
            """,
            Types,
        ]);

    [Fact]
    public Task Contexts_are_created_for_all_contracts() => FixTest<JsonCoverageAnalyzer, CreateContextFix>.RunAsync(
        "WSRPC020",
        [
            """
            using System.Text.Json.Serialization;

            namespace Demo;

            [RpcHub(Callback = typeof(IBack))]
            public interface {|WSRPC020:IHub|}
            {
                Task SetAsync(Note note);
            }

            public class Outer
            {
                [RpcHub]
                public interface {|WSRPC020:IHub|}
                {
                    Task SetAsync(Order order);
                }
            }

            public class HubJsonContext;
            """,
            "namespace Demo;\n\n[RpcCallback]\npublic interface {|WSRPC020:IBack|}\n{\n    Task<Note> GetAsync();\n}",
            Types,
        ],
        [
            """
            using System.Text.Json.Serialization;

            namespace Demo;

            [RpcHub(Callback = typeof(IBack), JsonContext = typeof(HubJsonContext2))]
            public interface IHub
            {
                Task SetAsync(Note note);
            }

            [JsonSerializable(typeof(Note))]
            internal sealed partial class HubJsonContext2 : JsonSerializerContext
            {
            }

            public class Outer
            {
                [RpcHub(JsonContext = typeof(OuterHubJsonContext))]
                public interface IHub
                {
                    Task SetAsync(Order order);
                }
            }

            [JsonSerializable(typeof(Order))]
            internal sealed partial class OuterHubJsonContext : JsonSerializerContext
            {
            }

            public class HubJsonContext;
            """,
            """
            namespace Demo;

            [RpcCallback(JsonContext = typeof(BackJsonContext))]
            public interface IBack
            {
                Task<Note> GetAsync();
            }

            [System.Text.Json.Serialization.JsonSerializable(typeof(Note))]
            internal sealed partial class BackJsonContext : System.Text.Json.Serialization.JsonSerializerContext
            {
            }
            """,
            Types,
        ]);

    [Fact]
    public Task A_missing_type_is_named_in_the_contexts_own_file() => FixTest<JsonCoverageAnalyzer, JsonTypesFix>.RunAsync(
        "WSRPC021",
        [
            "namespace Demo;\n\n[RpcHub(JsonContext = typeof(Json))]\npublic interface IHub\n{\n    {|WSRPC021:Task<Note>|} GetAsync();\n}",
            Context("[JsonSerializable(typeof(Order))]"),
            Types,
        ],
        [
            "namespace Demo;\n\n[RpcHub(JsonContext = typeof(Json))]\npublic interface IHub\n{\n    Task<Note> GetAsync();\n}",
            Context("[JsonSerializable(typeof(Order))]\n[JsonSerializable(typeof(Note))]"),
            Types,
        ]);

    [Fact]
    public Task All_missing_types_are_named_once() => FixTest<JsonCoverageAnalyzer, JsonTypesFix>.RunAsync(
        "WSRPC021",
        [
            """
            namespace Demo;

            [RpcHub(JsonContext = typeof(Json))]
            public interface IHub
            {
                Task SetAsync({|WSRPC021:Note|} note, {|WSRPC021:Order[]|} orders);
                {|WSRPC021:Task<List<(int, string)>>|} GetAsync();
            }
            """,
            "namespace Demo;\n\n[RpcCallback(JsonContext = typeof(Json))]\npublic interface IBack\n{\n    void Set({|WSRPC021:Note|} note);\n}",
            Context("[JsonSerializable(typeof(Order))]"),
            Types,
        ],
        [
            """
            namespace Demo;

            [RpcHub(JsonContext = typeof(Json))]
            public interface IHub
            {
                Task SetAsync(Note note, Order[] orders);
                Task<List<(int, string)>> GetAsync();
            }
            """,
            "namespace Demo;\n\n[RpcCallback(JsonContext = typeof(Json))]\npublic interface IBack\n{\n    void Set(Note note);\n}",
            Context("[JsonSerializable(typeof(Order))]\n[JsonSerializable(typeof(Note))]\n[JsonSerializable(typeof(Order[]))]\n"
                + "[JsonSerializable(typeof(List<ValueTuple<int, string>>))]"),
            Types,
        ]);

    [Fact]
    public Task A_mode_that_only_writes_is_taken_away() => FixTest<JsonCoverageAnalyzer, JsonModeFix>.RunAsync(
        "WSRPC024",
        [
            "namespace Demo;\n\n[RpcHub(JsonContext = {|WSRPC024:typeof(Json)|})]\npublic interface IHub\n{\n    Task SetAsync(Note note);\n}",
            Context("[JsonSerializable(typeof(Note), GenerationMode = JsonSourceGenerationMode.Serialization)]"),
            Types,
        ],
        [
            "namespace Demo;\n\n[RpcHub(JsonContext = typeof(Json))]\npublic interface IHub\n{\n    Task SetAsync(Note note);\n}",
            Context("[JsonSerializable(typeof(Note))]"),
            Types,
        ]);

    [Fact]
    public Task A_mode_is_taken_away_once_for_all_contracts() => FixTest<JsonCoverageAnalyzer, JsonModeFix>.RunAsync(
        "WSRPC024",
        [
            """
            namespace Demo;

            [RpcHub(JsonContext = {|WSRPC024:typeof(Json)|})]
            public interface IHub
            {
                Task SetAsync(Note note, Note[] notes);
            }

            [RpcHub(JsonContext = {|WSRPC024:typeof(Json)|})]
            public interface IOther
            {
                Task SetAsync(Note note);
            }
            """,
            Context("[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization)]\n"
                + "[JsonSerializable(typeof(Note[]))]"),
            Types,
        ],
        [
            """
            namespace Demo;

            [RpcHub(JsonContext = typeof(Json))]
            public interface IHub
            {
                Task SetAsync(Note note, Note[] notes);
            }

            [RpcHub(JsonContext = typeof(Json))]
            public interface IOther
            {
                Task SetAsync(Note note);
            }
            """,
            Context("[JsonSerializable(typeof(Note[]))]"),
            Types,
        ]);

    private static string Context(string attributes) => "using System.Text.Json.Serialization;\n\nnamespace Demo;\n\n"
        + $"{attributes}\ninternal sealed partial class Json : JsonSerializerContext;";
}
