using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

public sealed class StreamRunTests
{
    private const string Oblivious = """
        #nullable disable
        [RpcHub]
        public interface IHub
        {
            Task<string> MergeAsync(IAsyncEnumerable<int> left, IAsyncEnumerable<int> right = null);
        }

        public sealed class Hub : IHub
        {
            public Task<string> MergeAsync(IAsyncEnumerable<int> left, IAsyncEnumerable<int> right) =>
                Task.FromResult((left is null ? "-" : "l") + (right is null ? "-" : "r"));
        }

        public static class Driver
        {
            public static async Task<string> RunAsync(IHub hub)
            {
                IAsyncEnumerable<int> none = System.Linq.AsyncEnumerable.Empty<int>();
                return await hub.MergeAsync(none) + await hub.MergeAsync(null, none) + await hub.MergeAsync(none, none);
            }
        }
        """;

    [Fact]
    public async Task A_stream_may_be_null_where_nullability_is_not_stated()
    {
        LoadedSample sample = new(Oblivious);
        Assert.Equal("l--rlr", await sample.RunAsync());
    }

    [Fact]
    public async Task A_stream_that_is_optional_may_be_null_whatever_it_says()
    {
        string annotated = Oblivious.Replace("#nullable disable", "#nullable enable").Replace("right = null", "right = null!");
        LoadedSample sample = new(annotated.Replace("Async(null", "Async(null!"));
        await Assert.ThrowsAsync<RpcPayloadException>(() => sample.RunAsync());
        Assert.Equal(["?merge[0,null]", "?merge[null,1]"], sample.Channel.Sent);
    }
}
