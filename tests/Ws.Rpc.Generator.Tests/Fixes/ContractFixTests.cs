using System.Threading.Tasks;
using Ws.Rpc.CodeFixes;
using Ws.Rpc.Generator.Analyzers;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Fixes;

/// <summary>What mends contracts, their marks and their use.</summary>
public sealed class ContractFixTests
{
    [Fact]
    public Task A_contract_and_what_contains_it_become_internal() => FixTest<ContractAnalyzer, AccessibilityFix>.RunAsync(
        "WSRPC002",
        """
        public class Outer
        {
            protected class Middle
            {
                /// <summary>Serves.</summary>
                [RpcHub]
                private interface {|WSRPC002:IHub|} { }
            }
        }
        """,
        """
        public class Outer
        {
            internal class Middle
            {
                /// <summary>Serves.</summary>
                [RpcHub]
                internal interface IHub { }
            }
        }
        """);

    [Fact]
    public Task All_contracts_become_accessible() => FixTest<ContractAnalyzer, AccessibilityFix>.RunAsync(
        "WSRPC002",
        [
            """
            [RpcHub]
            file interface {|WSRPC002:IFirst|} { }

            [RpcHub]
            public interface ISecond
            {
                protected Task {|WSRPC002:GetAsync|}();
            }
            """,
            """
            public class Outer
            {
                [RpcCallback]
                interface {|WSRPC002:IThird|} { }
            }
            """,
        ],
        [
            """
            [RpcHub]
            internal interface IFirst { }

            [RpcHub]
            public interface ISecond
            {
                Task GetAsync();
            }
            """,
            """
            public class Outer
            {
                [RpcCallback]
                internal interface IThird { }
            }
            """,
        ]);

    [Fact]
    public Task A_part_of_a_type_is_left_alone() => FixTest<ContractAnalyzer, AccessibilityFix>.RunAsync(
        "WSRPC002",
        ["public class Outer { [RpcHub] private partial interface {|WSRPC002:IHub|} { } private partial interface IHub { } }"],
        null);

    [Fact]
    public Task A_callback_is_marked_in_its_own_file() => FixTest<ContractAnalyzer, ContractMarkFix>.RunAsync(
        "WSRPC015",
        ["[RpcHub(Callback = {|WSRPC015:typeof(IBack)|})]\npublic interface IHub { }", "/// <summary>Back.</summary>\npublic interface IBack { }"],
        ["[RpcHub(Callback = typeof(IBack))]\npublic interface IHub { }", "/// <summary>Back.</summary>\n[RpcCallback]\npublic interface IBack { }"]);

    [Fact]
    public Task A_callback_of_many_hubs_is_marked_once() => FixTest<ContractAnalyzer, ContractMarkFix>.RunAsync(
        "WSRPC015",
        [
            """
            [RpcHub(Callback = {|WSRPC015:typeof(IBack)|})]
            public interface IFirst { }

            [RpcHub(Callback = {|WSRPC015:typeof(IBack)|})]
            public interface ISecond { }
            """,
            "[RpcHub(Callback = {|WSRPC015:typeof(IOther)|})]\npublic interface IThird { }\n\npublic interface IBack { }\n\npublic interface IOther { }",
        ],
        [
            """
            [RpcHub(Callback = typeof(IBack))]
            public interface IFirst { }

            [RpcHub(Callback = typeof(IBack))]
            public interface ISecond { }
            """,
            "[RpcHub(Callback = typeof(IOther))]\npublic interface IThird { }\n\n[RpcCallback]\npublic interface IBack { }\n\n[RpcCallback]\npublic interface IOther { }",
        ]);

    [Fact]
    public Task A_type_that_is_no_interface_is_not_marked() => FixTest<ContractAnalyzer, ContractMarkFix>.RunAsync(
        "WSRPC015", ["[RpcHub(Callback = {|WSRPC015:typeof(Uri)|})] public interface IHub { }"], null);

    [Fact]
    public Task A_hub_is_marked_where_it_is_asked_for() => FixTest<TypeArgumentAnalyzer, ContractMarkFix>.RunAsync(
        "WSRPC030",
        """
        public interface IHub { }

        public class Program
        {
            public IHub Run(RpcClient client) => client.GetHub<{|WSRPC030:IHub|}>();
        }
        """,
        """
        [RpcHub]
        public interface IHub { }

        public class Program
        {
            public IHub Run(RpcClient client) => client.GetHub<IHub>();
        }
        """);

    [Fact]
    public Task All_contracts_are_marked_once() => FixTest<TypeArgumentAnalyzer, ContractMarkFix>.RunAsync(
        "WSRPC030",
        [
            """
            public class Program
            {
                public IHub Run(RpcClient client) => client.GetHub<{|WSRPC030:IHub|}>();
                public IHub Again(RpcClient client) => client.GetHub<{|WSRPC030:IHub|}>();
                public void Serve(RpcClient client, IBack back) => client.Handle<{|WSRPC030:IBack|}>(back);
            }
            """,
            "public interface IHub { }\n\npublic interface IBack { }",
        ],
        [
            """
            public class Program
            {
                public IHub Run(RpcClient client) => client.GetHub<IHub>();
                public IHub Again(RpcClient client) => client.GetHub<IHub>();
                public void Serve(RpcClient client, IBack back) => client.Handle<IBack>(back);
            }
            """,
            "[RpcHub]\npublic interface IHub { }\n\n[RpcCallback]\npublic interface IBack { }",
        ]);

    [Fact]
    public Task A_call_is_awaited() => FixTest<CallAnalyzer, AwaitFix>.RunAsync(
        "WSRPC032",
        Program("public async Task Run(IHub hub)\n    {\n        _ = hub.{|WSRPC032:SetAsync|}();\n        await Task.Yield();\n    }"),
        Program("public async Task Run(IHub hub)\n    {\n        await hub.SetAsync();\n        await Task.Yield();\n    }"));

    [Fact]
    public Task All_calls_are_awaited() => FixTest<CallAnalyzer, AwaitFix>.RunAsync(
        "WSRPC032",
        Program("public async Task Run(IHub hub)\n    {\n        hub.{|WSRPC032:SetAsync|}();\n"
            + "        Func<Task> later = async () => hub.{|WSRPC032:SetAsync|}();\n        await later();\n    }"),
        Program("public async Task Run(IHub hub)\n    {\n        await hub.SetAsync();\n"
            + "        Func<Task> later = async () => await hub.SetAsync();\n        await later();\n    }"));

    [Fact]
    public Task A_call_is_left_alone_where_nothing_can_be_awaited() => FixTest<CallAnalyzer, AwaitFix>.RunAsync(
        "WSRPC032", [Program("public void Run(IHub hub) => _ = hub.{|WSRPC032:SetAsync|}();")], null);

    private static string Program(string member) =>
        $"[RpcHub]\npublic interface IHub\n{{\n    ValueTask SetAsync();\n}}\n\npublic class Program\n{{\n    {member}\n}}";
}
