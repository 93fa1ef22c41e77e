using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Calls;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class CallPoolTests
{
    [Fact]
    public void A_pool_keeps_as_many_as_it_may_and_no_more()
    {
        var pool = new CallPool<object>(2);
        object[] items = [new(), new(), new()];
        foreach (object item in items)
        {
            pool.Return(item);
        }

        Assert.True(pool.TryRent(out object? first));
        Assert.True(pool.TryRent(out object? second));
        Assert.Equal(items[..2], [first, second]);
        Assert.False(pool.TryRent(out _));
    }

    [Fact]
    public async Task Nobody_gets_what_another_has()
    {
        var pool = new CallPool<int[]>(16);
        bool[] alone = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                if (!pool.TryRent(out int[]? item))
                {
                    item = [0];
                }

                if (++item[0] != 1)
                {
                    return false;
                }

                item[0]--;
                pool.Return(item);
            }

            return true;
        })));

        Assert.DoesNotContain(false, alone);
    }
}
