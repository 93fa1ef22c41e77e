using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.JavaScriptClients;
using Ws.Rpc.Tool.Tests.Contracts;
using Xunit;

namespace Ws.Rpc.Tool.Tests;

/// <summary>The tool on the contracts of this assembly. What it should write stands in <c>Expected</c>, and is read in review.</summary>
public sealed class TypeScriptCommandTests : IDisposable
{
    private static readonly string s_assembly = typeof(IShopHub).Assembly.Location;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ws-rpc-typescript-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Theory]
    [InlineData("ws.rpc.tool.tests.js")]
    [InlineData("ws.rpc.tool.tests.d.ts")]
    public void Contract_is_written_as_expected(string file)
    {
        Assert.Equal(0, Run(s_assembly, "--output", _folder.FullName));

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expected", file)), Written(file));
    }

    [Fact]
    public void Second_run_changes_nothing()
    {
        Run(s_assembly, "--output", _folder.FullName);
        DateTime[] before = [.. _folder.GetFiles().Select(file => file.LastWriteTimeUtc)];
        string said = _output.ToString();

        Assert.Equal(0, Run(s_assembly, "--output", _folder.FullName));

        Assert.Equal(before, _folder.GetFiles().Select(file => file.LastWriteTimeUtc));
        Assert.Equal(said, _output.ToString());
        Assert.Equal(2, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Module_of_the_client_is_named_as_the_caller_says()
    {
        Assert.Equal(0, Run(s_assembly, "--output", _folder.FullName, "--client", "/client.js"));

        Assert.Contains("from '/client.js';", Written("ws.rpc.tool.tests.d.ts"), StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_that_is_not_there_is_an_error()
    {
        Assert.Equal(1, Run(Path.Combine(_folder.FullName, "none.dll")));

        Assert.Contains("Build it first.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_assembly_is_an_error()
    {
        string file = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(file, "text");

        Assert.Equal(1, Run(file));
        Assert.NotEqual(string.Empty, _errors.ToString());
    }

    [Fact]
    public void Assembly_without_contracts_is_an_error()
    {
        Assert.Equal(1, Run(typeof(TypeScriptCommand).Assembly.Location, "--output", _folder.FullName));

        Assert.Contains("has no interface marked [RpcHub]", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--output")]
    [InlineData("one.dll", "two.dll")]
    [InlineData("one.dll", "--colour", "red")]
    [InlineData("one.dll", "--references", "no-such-file")]
    public void Command_line_that_makes_no_sense_is_explained(params string[] args)
    {
        Assert.Equal(2, Run(args));

        Assert.Contains("Usage:", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_that_uses_all_of_it_is_strictly_typed()
    {
        NodeFolder folder = new();
        try
        {
            folder.Add(Path.Combine(AppContext.BaseDirectory, "Program"));
            await folder.InstallAsync();
            Assert.Equal(0, Run(s_assembly, "--output", folder.Path, "--client", "./client/ws-rpc.js"));

            await folder.RunAsync("node", Path.Combine("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.json");
        }
        finally
        {
            folder.Delete();
        }
    }

    private int Run(params string[] args) => TypeScriptCommand.Run(args, _output, _errors);

    private string Written(string file) => File.ReadAllText(Path.Combine(_folder.FullName, file));
}
