using System.Collections.Generic;
using System.Threading.Tasks;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

[RpcHub(Callback = typeof(ISecretsClient))]
public interface ISecretsHub
{
    ValueTask ThrowAsync(int number, bool late);

    void ThrowSilently(int number);

    IAsyncEnumerable<int> ThrowInStream(int number);

    ValueTask<string> EchoAsync(string text);

    ValueTask<int> CountAsync(Dictionary<string, int> byName);

    void Tally(Dictionary<string, int> byName);

    ValueTask AskAsync();
}
