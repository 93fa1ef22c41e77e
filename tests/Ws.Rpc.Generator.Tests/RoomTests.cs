using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Ws.Rpc.Generator.Tests;

public sealed class RoomTests
{
    [Theory]
    [InlineData("Model")]
    [InlineData("Emitting")]
    public void A_room_knows_neither_the_compiler_nor_the_parser_when_it_is(string room)
    {
        string[] files = Directory.GetFiles(Repository.PathOf("src", "Ws.Rpc.Generator", room), "*.cs");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain("Microsoft.CodeAnalysis", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Ws.Rpc.Generator.Parsing", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_parser_does_not_know_how_output_is_written()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("src", "Ws.Rpc.Generator", "Parsing"), "*.cs");
        Assert.All(files, file => Assert.DoesNotContain("Generator.Emitting", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void The_generator_needs_no_newer_compiler_than_the_floor()
    {
        Version? roslyn = typeof(RpcGenerator).Assembly.GetReferencedAssemblies()
            .Single(assembly => assembly.Name == "Microsoft.CodeAnalysis").Version;
        Assert.True(roslyn <= new Version(4, 14, 0, 0), $"The generator was compiled against Roslyn {roslyn}.");
    }
}
