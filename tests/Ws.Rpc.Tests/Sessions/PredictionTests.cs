using System;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>What looks at first like another message than it is.</summary>
public sealed class PredictionTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"add","params":[1,2],"id":7,"more":[]}""", "\"id\":7,\"result\":3")]
    [InlineData("""{"jsonrpc":"2.0","method":"delay","params":[1,2],"id":7,"more":[]}""", "\"id\":7,\"error\":{\"code\":-32602")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2],"more":[]}""", "\"id\":7,\"result\":3")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2],"id":8,"more":[]}""", "\"id\":null,\"error\":{\"code\":-32600")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2],"params":[3,4]}""", "\"id\":7,\"error\":{\"code\":-32600")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2],"result":[]}""", "\"id\":7,\"error\":{\"code\":-32600")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2]]}""", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,2}""", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"add","params":[1,"2"]}""", "\"id\":7,\"error\":{\"code\":-32602")]
    [InlineData("""{"jsonrpc":"2.0","method":"poke","params":[1,2,}""", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":-0,"method":"add","params":[1,2]}""", "\"id\":-0,\"result\":3")]
    public async Task The_full_reading_has_the_last_word_on_a_call(string message, string answer)
    {
        await using var scripted = new ScriptedSession();

        Assert.Contains(answer, await scripted.AskAsync(message), StringComparison.Ordinal);

        await scripted.AssertSilentAsync();
        Assert.Equal((0, 0), (scripted.Session.Calls.Running, scripted.Session.Running.Count));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3,"more":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3 }""")]
    public async Task The_full_reading_has_the_last_word_on_a_result(string message)
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        await scripted.TellAsync(message);

        Assert.Equal(3, await call.Within());
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3,"error":{"code":5,"message":"no"}}""", 5)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3,"id":2}""", RpcErrorCode.InvalidRequest)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":"three"}""", RpcErrorCode.InvalidRequest)]
    public async Task An_answer_that_is_no_result_fails_its_call(string message, int code)
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        await scripted.TellAsync(message);

        Assert.Equal(code, (await Assert.ThrowsAnyAsync<RpcException>(() => call.Within())).Code);
        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3]}""", "-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"result":3,"method":"add"}""", "-32600")]
    public async Task An_answer_that_is_not_one_is_refused_and_fails_the_call_it_names(string message, string code)
    {
        await using var scripted = new ScriptedSession();
        ValueTask<int> call = scripted.CallHub.AddAsync(1, 2);
        await scripted.HearAsync();

        Assert.Contains(code, await scripted.AskAsync(message), StringComparison.Ordinal);

        await Assert.ThrowsAsync<RpcProtocolException>(() => call.Within());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":3}}""", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":[3,}""", "\"id\":null,\"error\":{\"code\":-32700")]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":3,"method":"add"}""", "\"id\":99,\"error\":{\"code\":-32600")]
    public async Task What_only_looks_like_an_answer_is_refused_when_nobody_awaits_it(string message, string answer)
    {
        await using var scripted = new ScriptedSession();

        Assert.Contains(answer, await scripted.AskAsync(message), StringComparison.Ordinal);

        await scripted.AssertSilentAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":3}""")]
    [InlineData("""{"jsonrpc":"2.0","id":99,"result":3,"error":{}}""")]
    public async Task An_answer_that_nobody_awaits_is_met_with_silence(string message)
    {
        await using var scripted = new ScriptedSession();

        await scripted.TellAsync(message);

        await scripted.AssertSilentAsync();
    }
}
