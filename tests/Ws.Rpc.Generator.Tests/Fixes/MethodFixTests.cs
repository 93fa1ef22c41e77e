using System.Threading.Tasks;
using Ws.Rpc.CodeFixes;
using Ws.Rpc.Generator.Analyzers;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Fixes;

/// <summary>What mends methods of a contract. Each file with two diagnostics is also fixed as a whole.</summary>
public sealed class MethodFixTests
{
    [Fact]
    public Task A_result_is_wrapped_into_a_task() => FixTest<ContractAnalyzer, ReturnTypeFix>.RunAsync(
        "WSRPC003",
        Hub("/// <summary>Gets.</summary>\n    {|WSRPC003:int|} Get(int x);"),
        Hub("/// <summary>Gets.</summary>\n    Task<int> Get(int x);"));

    [Fact]
    public Task All_results_are_wrapped_into_tasks() => FixTest<ContractAnalyzer, ReturnTypeFix>.RunAsync(
        "WSRPC003",
        Hub("{|WSRPC003:List<int>|} Get();\n    {|WSRPC003:ref int|} Find();\n    {|WSRPC003:object|} Make();"),
        Hub("Task<List<int>> Get();\n    Task<int> Find();\n    Task<object> Make();"));

    [Fact]
    public Task A_task_of_a_stream_is_not_wrapped_again() => FixTest<ContractAnalyzer, ReturnTypeFix>.RunAsync(
        "WSRPC003", [Hub("{|WSRPC003:Task<IAsyncEnumerable<int>>|} List();")], null);

    [Fact]
    public Task A_property_becomes_methods() => FixTest<ContractAnalyzer, PropertyFix>.RunAsync(
        "WSRPC004",
        Hub("/// <summary>The number.</summary>\n    int {|WSRPC004:Number|} { get; set; }"),
        Hub("/// <summary>The number.</summary>\n    Task<int> GetNumberAsync();\n    Task SetNumberAsync(int value);"));

    [Fact]
    public Task All_properties_become_methods() => FixTest<ContractAnalyzer, PropertyFix>.RunAsync(
        "WSRPC004",
        Hub("int {|WSRPC004:Number|} { get; }\n    List<string> {|WSRPC004:Names|} { set; }"),
        Hub("Task<int> GetNumberAsync();\n    Task SetNamesAsync(List<string> value);"));

    [Fact]
    public Task An_event_stays() => FixTest<ContractAnalyzer, PropertyFix>.RunAsync(
        "WSRPC004", [Hub("event Action {|WSRPC004:Changed|};")], null);

    [Fact]
    public Task A_parameter_is_passed_by_value() => FixTest<ContractAnalyzer, ParameterFix>.RunAsync(
        "WSRPC006", Hub("Task Set(int y, ref int {|WSRPC006:x|});"), Hub("Task Set(int y, int x);"));

    [Fact]
    public Task All_parameters_are_passed_by_value() => FixTest<ContractAnalyzer, ParameterFix>.RunAsync(
        "WSRPC006",
        Hub("Task A(out int {|WSRPC006:x|}, in int {|WSRPC006:y|}, ref readonly int {|WSRPC006:z|});\n"
            + "    Task B(Span<int> {|WSRPC006:x|}, params ReadOnlySpan<byte> {|WSRPC006:y|});"),
        Hub("Task A(int x, int y, int z);\n    Task B(int[] x, params byte[] y);"));

    [Fact]
    public Task A_pointer_stays() => FixTest<ContractAnalyzer, ParameterFix>.RunAsync(
        "WSRPC006", [Hub("Task Set(TypedReference {|WSRPC006:x|});")], null);

    [Fact]
    public Task A_method_gets_a_name_that_is_free() => FixTest<ContractAnalyzer, WireNameFix>.RunAsync(
        "WSRPC007",
        Hub("void Add(int x);\n    void {|WSRPC007:Add|}(long x);\n    void Add2();"),
        Hub("void Add(int x);\n    [RpcMethod(\"add3\")]\n    void Add(long x);\n    void Add2();"));

    [Fact]
    public Task All_methods_get_names_that_are_free() => FixTest<ContractAnalyzer, WireNameFix>.RunAsync(
        "WSRPC007",
        Hub("void Add(int x);\n    void {|WSRPC007:Add|}(long x);\n    [RpcMethod({|WSRPC007:\"add\"|})]\n    void Sum();\n"
            + "    [RpcMethod(Acknowledged = true)]\n    Task {|WSRPC007:AddAsync|}();"),
        Hub("void Add(int x);\n    [RpcMethod(\"add2\")]\n    void Add(long x);\n    [RpcMethod(\"add3\")]\n    void Sum();\n"
            + "    [RpcMethod(\"add4\", Acknowledged = true)]\n    Task AddAsync();"));

    [Fact]
    public Task One_token_is_left() => FixTest<ContractAnalyzer, CancellationFix>.RunAsync(
        "WSRPC008",
        Hub("Task Set(CancellationToken a, int x, CancellationToken {|WSRPC008:b|});"),
        Hub("Task Set(int x, CancellationToken a);"));

    [Fact]
    public Task One_token_is_left_in_all_methods() => FixTest<ContractAnalyzer, CancellationFix>.RunAsync(
        "WSRPC008",
        Hub("Task A(CancellationToken a, CancellationToken {|WSRPC008:b|});\n"
            + "    Task B(CancellationToken a, CancellationToken {|WSRPC008:b|}, CancellationToken c);"),
        Hub("Task A(CancellationToken a);\n    Task B(CancellationToken a);"));

    [Fact]
    public Task A_token_moves_to_the_end() => FixTest<ContractAnalyzer, CancellationFix>.RunAsync(
        "WSRPC009",
        Hub("Task Set(\n        CancellationToken {|WSRPC009:a|},\n        int x = 1,\n        params int[] y);"),
        Hub("Task Set(\n        int x = 1,\n        CancellationToken a = default,\n        params int[] y);"));

    [Fact]
    public Task All_tokens_move_to_the_end() => FixTest<ContractAnalyzer, CancellationFix>.RunAsync(
        "WSRPC009",
        Hub("Task A(CancellationToken {|WSRPC009:a|}, int x);\n    Task B(int x, CancellationToken {|WSRPC009:a|}, int y);"),
        Hub("Task A(int x, CancellationToken a);\n    Task B(int x, int y, CancellationToken a);"));

    [Fact]
    public Task A_request_gets_a_token() => FixTest<ContractAnalyzer, AddTokenFix>.RunAsync(
        "WSRPC010",
        Hub("Task {|WSRPC010:Set|}(int x, params int[] y);"),
        Hub("Task Set(int x, CancellationToken cancellationToken = default, params int[] y);"));

    [Fact]
    public Task All_requests_get_a_token() => FixTest<ContractAnalyzer, AddTokenFix>.RunAsync(
        "WSRPC010",
        Hub("Task {|WSRPC010:A|}();\n    Task<int> {|WSRPC010:B|}(string cancellationToken = \"\");\n    void C();"),
        Hub("Task A(CancellationToken cancellationToken = default);\n"
            + "    Task<int> B(string cancellationToken = \"\", CancellationToken cancellation = default);\n    void C();"));

    private static string Hub(string members) => $$"""
        [RpcHub]
        public interface IHub
        {
            {{members}}
        }
        """;
}
