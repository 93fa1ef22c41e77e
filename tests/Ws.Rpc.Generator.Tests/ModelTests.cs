using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Ws.Rpc.Generator.Model;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

public sealed class ModelTests
{
    private const string Source = """
        public record Note(string Text);
        [RpcCallback] public interface IBack { void Told(Note note); }
        [RpcHub(Callback = typeof(IBack), Prefix = "x.")]
        public interface IHub
        {
            ValueTask<Note?> GetAsync(int? id, Note[] notes, string text = "a", CancellationToken cancellationToken = default);
            Task<int> SumAsync(params Note[] notes);
        }
        """;

    [Fact]
    public void Models_are_equal_when_the_sources_are()
    {
        ContractModel[] left = Models(Source);
        ContractModel[] right = Models(Source);
        Assert.Equal(2, left.Length);
        Assert.Equal(left, right);
        Assert.Equal(left.Select(model => model.GetHashCode()), right.Select(model => model.GetHashCode()));
    }

    [Theory]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("int? id", "int id")]
    [InlineData("Note?>", "Note>")]
    [InlineData("params ", "")]
    [InlineData("\"x.\"", "\"y.\"")]
    [InlineData("Callback = typeof(IBack), ", "")]
    [InlineData("ValueTask<", "Task<")]
    [InlineData(", CancellationToken cancellationToken = default", "")]
    public void Models_differ_when_the_sources_do(string old, string @new)
    {
        string changed = Source.Replace(old, @new, StringComparison.Ordinal);
        Assert.NotEqual(Source, changed);
        Assert.NotEqual(Models(Source), Models(changed));
    }

    [Fact]
    public void A_model_holds_nothing_of_the_compiler()
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (ContractModel model in Models(Source))
        {
            Walk(model, seen);
        }

        Assert.True(seen.Count > 20, "The walk did not reach the parts of the models.");
    }

    private static ContractModel[] Models(string source)
    {
        GeneratorRunResult result = Harness.Driver().RunGenerators(Harness.Compile(source)).GetRunResult().Results.Single();
        return [.. new[] { StepNames.Hubs, StepNames.Callbacks }.SelectMany(step => result.TrackedSteps[step])
            .SelectMany(step => step.Outputs).Select(output => Assert.IsType<ContractModel>(output.Value))];
    }

    private static void Walk(object? value, HashSet<object> seen)
    {
        if (value is null || !seen.Add(value))
        {
            return;
        }

        Type type = value.GetType();
        Assert.True(
            type.Namespace is "System" or "Ws.Rpc.Generator.Model" || type.IsArray, $"{type} does not belong into a model.");
        if (type.IsPrimitive || type.IsEnum || value is string or Type)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, seen);
            }
        }

        for (Type? current = type; current is not null && current != typeof(object) && !type.IsArray; current = current.BaseType)
        {
            foreach (FieldInfo field in current.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), seen);
            }
        }
    }
}
