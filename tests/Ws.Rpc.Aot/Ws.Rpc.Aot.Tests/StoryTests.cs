using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Aot.Tests;

public sealed class StoryTests(PublishedPrograms programs) : IClassFixture<PublishedPrograms>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Every_shape_of_a_contract_gives_the_same_on_native_code_and_on_the_runtime(
        bool nativeServer, bool nativeClient)
    {
        using Process server = Command.Start(PublishedPrograms.RepositoryRoot, programs.CommandOf("Aot.Server", nativeServer));
        Task<string> complaints = server.StandardError.ReadToEndAsync();
        try
        {
            string? address = await server.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            if (address is null)
            {
                Assert.Fail(await complaints.WaitAsync(s_patience));
            }

            string url = address.Replace("http://", "ws://", StringComparison.Ordinal) + "/shapes";
            (int exitCode, string story) = await Command.RunAsync(
                PublishedPrograms.RepositoryRoot, s_patience, [.. programs.CommandOf("Aot.Client", nativeClient), url]);

            string expected = await File.ReadAllTextAsync(Path.Combine(PublishedPrograms.Folder, "Story.txt"));
            Assert.Equal(expected, story, ignoreLineEndingDifferences: true);
            Assert.Equal(0, exitCode);
            server.StandardInput.Close();
            await server.WaitForExitAsync().WaitAsync(s_patience);
            Assert.Equal("", await complaints.WaitAsync(s_patience));
            Assert.Equal(0, server.ExitCode);
        }
        finally
        {
            Command.Kill(server);
        }
    }

    [Fact]
    public async Task The_programs_have_not_grown_by_more_than_a_twentieth()
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(PublishedPrograms.Folder, "Sizes.txt"));
        var sizes = new SizeRecord(lines);
        foreach (string program in new[] { "Aot.Server", "Aot.Client" })
        {
            long size = new FileInfo(programs.PathOf(program)).Length;
            await SizeRecord.NoteAsync(program, size, await StartUp.MeasureAsync(programs.CommandOf(program, isNative: true)));
            if (sizes.Find(program) is long recorded)
            {
                Assert.True(size <= recorded * 1.05, $"{program} has {size} bytes; Sizes.txt says {recorded}.");
            }
        }
    }
}
