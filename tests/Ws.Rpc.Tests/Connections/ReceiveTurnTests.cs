using System.Threading.Tasks;
using Ws.Rpc.Connections;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class ReceiveTurnTests
{
    private readonly ReceiveTurn _turn = new();

    [Fact]
    public void Loop_that_waits_is_left_at_once_and_does_not_go_on()
    {
        _turn.Wait();

        _turn.Leave();

        Assert.True(_turn.Left.IsCompleted);
        Assert.False(_turn.TryGoOn());
    }

    [Fact]
    public void Loop_that_works_is_left_when_it_waits()
    {
        _turn.Leave();
        Assert.False(_turn.Left.IsCompleted);

        _turn.Wait();

        Assert.True(_turn.Left.IsCompleted);
        Assert.False(_turn.TryGoOn());
    }

    [Fact]
    public void Loop_that_nobody_leaves_goes_on_each_time()
    {
        for (int i = 0; i < 3; i++)
        {
            _turn.Wait();
            Assert.True(_turn.TryGoOn());
        }

        Assert.False(_turn.Left.IsCompleted);
    }

    [Fact]
    public async Task Loop_is_either_left_or_finds_out_whenever_both_happen_at_once()
    {
        for (int round = 0; round < 2_000; round++)
        {
            ReceiveTurn turn = new();
            Task leaving = Task.Run(turn.Leave);
            turn.Wait();
            bool goesOn = turn.TryGoOn();
            await leaving;
            Assert.Equal(!goesOn, turn.Left.IsCompleted);

            if (goesOn)
            {
                turn.Wait();
                Assert.True(turn.Left.IsCompleted);
            }
        }
    }
}
