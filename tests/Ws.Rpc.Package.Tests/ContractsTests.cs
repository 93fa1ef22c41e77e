using System;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class ContractsTests(PackedFeed feed)
{
    [Fact]
    public async Task Contract_library_builds_without_a_warning()
    {
        using ConsumerFolder consumer = new(feed);
        (int exitCode, string output) = await consumer.BuildAsync("Contracts");

        Assert.True(exitCode == 0, output);
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_stops_when_the_compiler_is_too_old_for_the_generator()
    {
        using ConsumerFolder consumer = new(feed);
        (int exitCode, string output) = await consumer.BuildAsync("Contracts", "-p:CompilerApiVersion=roslyn4.8");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error WSRPC000", output, StringComparison.Ordinal);
        Assert.Contains("this build uses 4.8", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_stops_when_the_language_is_too_old_for_what_is_generated()
    {
        using ConsumerFolder consumer = new(feed);
        (int exitCode, string output) = await consumer.BuildAsync("Contracts", "-p:LangVersion=11.0");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error WSRPC000: Ws.Rpc needs C# 12 or later", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract_library_builds_without_a_warning_however_strict_the_project_is()
    {
        using ConsumerFolder consumer = new(feed);
        (int exitCode, string output) = await consumer.BuildAsync(
            "Contracts",
            "-p:LangVersion=12",
            "-p:AnalysisLevel=latest-all",
            "-p:EnforceCodeStyleInBuild=true",
            "-p:CheckForOverflowUnderflow=true",
            "-p:TreatWarningsAsErrors=true",
            "-p:GenerateDocumentationFile=true",
            "-p:NoWarn=CS1591");

        Assert.True(exitCode == 0, output);
        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client;server", true, true)]
    [InlineData("client", true, false)]
    [InlineData("server", false, true)]
    public async Task Side_that_the_project_does_not_want_is_left_out(string sides, bool proxy, bool dispatcher)
    {
        using ConsumerFolder consumer = new(feed);
        string property = sides.Replace(";", "%3B", StringComparison.Ordinal);
        (int exitCode, string output) = await consumer.BuildAsync("Contracts", $"-p:WsRpcGenerate={property}");

        Assert.True(exitCode == 0, output);
        Assert.Equal(proxy, Nested(consumer, "IGreeterHub", "Proxy"));
        Assert.Equal(dispatcher, Nested(consumer, "IGreeterHub", "Dispatcher"));
        Assert.Equal(dispatcher, Nested(consumer, "IGreeterClient", "Proxy"));
        Assert.Equal(proxy, Nested(consumer, "IGreeterClient", "Dispatcher"));
    }

    [Fact]
    public async Task Nothing_is_generated_when_the_project_switches_it_off()
    {
        using ConsumerFolder consumer = new(feed);
        (int exitCode, string output) = await consumer.BuildAsync("Contracts", "-p:WsRpcGeneratorEnabled=false");

        Assert.True(exitCode == 0, output);
        Assert.False(Nested(consumer, "IGreeterHub", "Proxy"));
        Assert.False(Nested(consumer, "IGreeterHub", "Dispatcher"));
    }

    [Fact]
    public async Task Build_writes_the_types_of_the_contract_for_pages_where_the_project_wants_them()
    {
        using ConsumerFolder consumer = new(feed);
        string folder = Path.Combine(consumer.Folder, "written");
        (int exitCode, string output) = await consumer.BuildAsync("Contracts", $"-p:WsRpcTypeScriptOutput={folder}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("export const createGreeterHub", File.ReadAllText(Path.Combine(folder, "contracts.js")), StringComparison.Ordinal);
        string types = File.ReadAllText(Path.Combine(folder, "contracts.d.ts"));
        Assert.Contains("from 'ws-rpc';", types, StringComparison.Ordinal);
        Assert.Contains("export interface GreeterHub {", types, StringComparison.Ordinal);
    }

    private static bool Nested(ConsumerFolder consumer, string contract, string name)
    {
        using PEReader assembly = new(File.OpenRead(consumer.OutputOf("Contracts")));
        MetadataReader reader = assembly.GetMetadataReader();
        return reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => reader.GetString(type.Name) == name && type.IsNested)
            .Select(type => reader.GetString(reader.GetTypeDefinition(type.GetDeclaringType()).Name))
            .Any(outer => outer.EndsWith(contract, StringComparison.Ordinal));
    }
}
