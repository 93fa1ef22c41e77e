using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Minimal.Contracts;
using Ws.Rpc;
using Ws.Rpc.AspNetCore;

namespace Minimal.Server;

/// <summary>Serves one call; the next one gets an instance of its own.</summary>
public sealed partial class CalculatorHub(TimeProvider time, ILogger<CalculatorHub> logger) : RpcHub, ICalculator
{
    public ValueTask<int> SubtractAsync(int minuend, int subtrahend) => new(minuend - subtrahend);

    public ValueTask<int> SumAsync(params int[] numbers) => new(numbers.Sum());

    public ValueTask<JsonArray> GetDataAsync() => new(new JsonArray("hello", 5));

    public void Update(params int[] values) => LogUpdate(values.Length);

    public void NotifyHello(int value) => LogHello(value);

    public void NotifySum(params int[] numbers) => LogSum(numbers.Length);

    public ValueTask<string> EchoAsync(string text) => new(text);

    public async ValueTask DelayAsync(int ms, CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromMilliseconds(ms), time, cancellationToken);

    public ValueTask FailAsync(int code, string message) => throw new RpcException(code, message);

    public ValueTask<JsonArray> GetSpecifiedDataAsync() => GetDataAsync();

    public void NotifySpecifiedHello(int value) => NotifyHello(value);

    public void NotifySpecifiedSum(params int[] numbers) => NotifySum(numbers);

    [LoggerMessage(Level = LogLevel.Information, Message = "update brought {Count} values")]
    private partial void LogUpdate(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "notifyHello brought {Value}")]
    private partial void LogHello(int value);

    [LoggerMessage(Level = LogLevel.Information, Message = "notifySum brought {Count} numbers")]
    private partial void LogSum(int count);
}
