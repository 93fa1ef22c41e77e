using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Ws.Rpc.Architecture.Tests.Layering;
using Xunit;

namespace Ws.Rpc.Architecture.Tests;

public sealed class SourceRulesTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 130;

    // Users derive from these: a caught RpcException may be of a more precise kind.
    private static readonly string[] s_openClasses = ["Ws.Rpc.RpcException", "Ws.Rpc.RpcConnectionException"];

    private static readonly string[] s_dynamicTypes = ["System.Reflection.Emit", "System.Linq.Expressions", "System.Activator"];

    // Reflection over members, and code made at run time: neither survives trimming and NativeAOT.
    private static readonly string[] s_dynamicMethods =
    [
        "System.Type.MakeGenericType", "System.Reflection.MethodInfo.MakeGenericMethod", "System.Reflection.MethodBase.Invoke",
        "System.Type.InvokeMember", "System.Type.GetMethod", "System.Type.GetMethods", "System.Type.GetProperty",
        "System.Type.GetProperties", "System.Type.GetField", "System.Type.GetFields", "System.Type.GetMember",
        "System.Type.GetMembers", "System.Type.GetConstructor", "System.Type.GetConstructors", "System.Type.GetEvents",
        "System.Type.GetInterfaceMap", "System.Delegate.CreateDelegate", "System.Reflection.MethodInfo.CreateDelegate",
    ];

    // They read attributes when an application starts or first sees a type, never for a call: see ARCHITECTURE.md.
    private static readonly string[] s_readers = ["Ws.Rpc.AspNetCore.Hubs.HubMethods", "Ws.Rpc.AspNetCore.Hubs.ReflectedTypes"];

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        IEnumerable<string> open = SourceAssembly.All
            .SelectMany(assembly => assembly.TypesAndNested)
            .Where(type => type.IsClass && !type.IsValueType && !type.IsSealed && !type.IsAbstract && !type.Name.Contains('<'))
            .Select(type => type.FullName)
            .Except(s_openClasses);

        Findings.ShouldBeNone(open);
    }

    [Fact]
    public void Banned_symbols_appear_in_no_library()
    {
        HashSet<string> banned = [.. Repository.Read("build/BannedSymbols.txt")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(';')[0])];
        Assert.Contains("T:System.Runtime.CompilerServices.AsyncVoidMethodBuilder", banned);

        IEnumerable<string> used = Uses()
            .Where(use => banned.Contains(use.Symbol))
            .Select(use => $"{use.Type} uses {use.Symbol}");

        Findings.ShouldBeNone(used);
    }

    [Fact]
    public void Nothing_reflects_over_members_or_makes_code_at_run_time()
    {
        IEnumerable<string> used = Uses()
            .Where(use => IsDynamic(use.Symbol) && !s_readers.Contains(use.Type))
            .Select(use => $"{use.Type} uses {use.Symbol}");

        Findings.ShouldBeNone(used);
    }

    [Fact]
    public void Source_files_stay_short()
    {
        IEnumerable<string> tooLong = Repository.Files("src", "*.cs")
            .Where(file => Repository.Read(file).Count(c => c == '\n') > LongestFile);

        Findings.ShouldBeNone(tooLong);
    }

    [Fact]
    public void Source_lines_stay_short()
    {
        IEnumerable<string> tooLong =
            from file in Repository.Files("src", "*.cs")
            from line in Repository.Read(file).Split('\n').Index()
            where line.Item.Length > LongestLine
            select $"{file}:{line.Index + 1}";

        Findings.ShouldBeNone(tooLong);
    }

    private static bool IsDynamic(string symbol)
    {
        string name = symbol[2..].Split('(')[0];
        return s_dynamicMethods.Contains(name)
            || s_dynamicTypes.Any(type => name == type || name.StartsWith(type + '.', StringComparison.Ordinal));
    }

    /// <summary>What the code of the libraries names, as documentation ids.</summary>
    private static IEnumerable<(string Type, string Symbol)> Uses()
    {
        foreach (TypeDefinition type in SourceAssembly.All.SelectMany(assembly => assembly.TypesAndNested))
        {
            foreach (TypeReference reference in TypeReferences.Of(type))
            {
                yield return (type.FullName, "T:" + reference.FullName);
            }

            IEnumerable<MethodReference> called = type.Methods
                .Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Select(instruction => instruction.Operand)
                .OfType<MethodReference>();
            foreach (string symbol in called.SelectMany(SymbolsOf))
            {
                yield return (type.FullName, symbol);
            }
        }
    }

    private static IEnumerable<string> SymbolsOf(MethodReference method)
    {
        string owner = method.DeclaringType.GetElementType().FullName;
        string parameters = string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.FullName));
        yield return $"M:{owner}.{method.Name.Replace('.', '#')}{(parameters.Length == 0 ? "" : $"({parameters})")}";
        if (method.Name.StartsWith("get_", StringComparison.Ordinal))
        {
            yield return $"P:{owner}.{method.Name[4..]}";
        }
    }
}
