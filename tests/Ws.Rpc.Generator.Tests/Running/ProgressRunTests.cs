using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

public sealed class ProgressRunTests
{
    private const string Source = """
        public sealed record Step(int Done, string? Text);

        [RpcHub]
        public interface IHub
        {
            Task<int> ImportAsync(string file, IProgress<int>? progress = null, CancellationToken cancellationToken = default);
            ValueTask WalkAsync(IProgress<Step> steps, IProgress<string?>? texts, int count);
        }

        public sealed class Hub : IHub
        {
            public static string Log = "";

            public Task<int> ImportAsync(string file, IProgress<int>? progress, CancellationToken cancellationToken)
            {
                Log += progress is null ? "unwanted;" : "";
                progress?.Report(1);
                progress?.Report(2);
                return Task.FromResult(file.Length);
            }

            public ValueTask WalkAsync(IProgress<Step> steps, IProgress<string?>? texts, int count)
            {
                Log += steps is null ? "null;" : "";
                steps!.Report(new Step(count, "x"));
                texts?.Report(null);
                return default;
            }
        }

        public sealed class Note<T>(string name) : IProgress<T>
        {
            public void Report(T value) => Hub.Log += name + "=" + (value?.ToString() ?? "null") + ";";
        }

        public static class Driver
        {
            public static async Task<string> RunAsync(IHub hub)
            {
                int result = await hub.ImportAsync("abc", new Note<int>("p"));
                await hub.ImportAsync("abc");
                await hub.WalkAsync(new Note<Step>("s"), new Note<string?>("t"), 7);
                await hub.WalkAsync(new Note<Step>("s"), null, 8);
                return Hub.Log + result;
            }
        }
        """;

    [Fact]
    public async Task Progress_travels_as_a_token_and_comes_back_as_reports()
    {
        LoadedSample sample = new(Source);
        Assert.Equal(
            "p=1;p=2;unwanted;s=Step { Done = 7, Text = x };t=null;s=Step { Done = 8, Text = x };3", await sample.RunAsync());
        Assert.Equal(
            ["?import[\"abc\",0]", "?import[\"abc\",null]", "?walk[0,1,7]", "?walk[0,null,8]"], sample.Channel.Sent);
    }

    [Theory]
    [InlineData("import", "[\"a\"]", "1")]
    [InlineData("import", "[\"a\",null]", "1")]
    [InlineData("import", "{\"progress\":null,\"file\":\"ab\"}", "2")]
    [InlineData("walk", "{\"count\":1}", "null")]
    [InlineData("walk", "[null,null,1]", "null")]
    public async Task Progress_that_is_left_out_is_not_wanted(string name, string arguments, string result)
    {
        LoadedSample sample = new(Source);
        Assert.Equal(result, System.Text.Encoding.UTF8.GetString(await sample.Channel.SendAsync(name, arguments)));
    }
}
