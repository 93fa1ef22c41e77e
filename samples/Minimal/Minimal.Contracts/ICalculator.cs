using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc;

namespace Minimal.Contracts;

/// <summary>The methods that the examples of the JSON-RPC 2.0 specification call, and some more.</summary>
[RpcHub]
public interface ICalculator
{
    ValueTask<int> SubtractAsync(int minuend, int subtrahend);

    ValueTask<int> SumAsync(params int[] numbers);

    ValueTask<JsonArray> GetDataAsync();

    void Update(params int[] values);

    void NotifyHello(int value);

    void NotifySum(params int[] numbers);

    ValueTask<string> EchoAsync(string text);

    ValueTask DelayAsync(int ms, CancellationToken cancellationToken = default);

    ValueTask FailAsync(int code, string message);

    // The specification's own names, which are not in camelCase.
    [RpcMethod("get_data")]
    ValueTask<JsonArray> GetSpecifiedDataAsync();

    [RpcMethod("notify_hello")]
    void NotifySpecifiedHello(int value);

    [RpcMethod("notify_sum")]
    void NotifySpecifiedSum(params int[] numbers);
}
