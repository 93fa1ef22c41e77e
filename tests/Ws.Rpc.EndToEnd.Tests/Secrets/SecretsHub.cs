using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

public sealed class SecretsHub : RpcHub<ISecretsClient>, ISecretsHub
{
    public async ValueTask ThrowAsync(int number, bool late)
    {
        if (late)
        {
            await Task.Yield();
        }

        throw SecretExceptions.All[number];
    }

    public void ThrowSilently(int number) => throw SecretExceptions.All[number];

    public async IAsyncEnumerable<int> ThrowInStream(int number)
    {
        yield return 1;
        await Task.Yield();
        throw SecretExceptions.All[number];
    }

    public ValueTask<string> EchoAsync(string text) => new(text);

    public ValueTask<int> CountAsync(Dictionary<string, int> byName) => new(byName.Count);

    public void Tally(Dictionary<string, int> byName)
    {
    }

    // A handler that makes a failure of its own of the loss of its caller, which would not be logged.
    public async ValueTask AskAsync()
    {
        try
        {
            await Clients.Caller.AnswerAsync();
        }
        catch (RpcConnectionException lost)
        {
            throw new InvalidOperationException("nobody answers", lost);
        }
    }
}
