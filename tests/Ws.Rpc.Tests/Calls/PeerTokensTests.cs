using Ws.Rpc.Calls;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Calls;

public sealed class PeerTokensTests
{
    private readonly PeerTokens _tokens = new(2);

    [Fact]
    public void A_token_is_taken_once_until_its_owner_gives_it_back()
    {
        object first = new();
        object second = new();
        Assert.True(_tokens.TryAdd(new RequestId(1), first, out _));
        Assert.False(_tokens.TryAdd(new RequestId(1), second, out bool isFull));
        Assert.False(isFull);

        _tokens.Remove(new RequestId(1), second);
        Assert.Equal(1, _tokens.Count);
        _tokens.Remove(new RequestId(1), first);
        Assert.True(_tokens.TryAdd(new RequestId(1), second, out _));
    }

    [Fact]
    public void There_are_no_more_than_its_capacity()
    {
        Assert.True(_tokens.TryAdd(new RequestId(1), this, out _));
        Assert.True(_tokens.TryAdd(RequestId.FromToken("\"1\""u8), this, out _));
        Assert.False(_tokens.TryAdd(new RequestId(3), this, out bool isFull));
        Assert.True(isFull);

        Assert.False(_tokens.TryAdd(new RequestId(1), this, out isFull));
        Assert.False(isFull);
        _tokens.Clear();
        Assert.True(_tokens.TryAdd(new RequestId(3), this, out _));
    }
}
