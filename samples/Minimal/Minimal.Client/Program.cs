using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Minimal.Contracts;
using Ws.Rpc;

var address = new Uri(args.Length > 0 ? args[0] : "ws://localhost:5080/calc");
try
{
    await using var client = new RpcClient(address);
    await client.ConnectAsync();
    Console.WriteLine($"connected to {address} as {client.ConnectionId}");
    await CallEachAsync(client.GetHub<ICalculator>());
    return 0;
}
catch (RpcException exception)
{
    Console.Error.WriteLine($"failed: {exception.Message} ({exception.Code})");
    return 1;
}

static async Task CallEachAsync(ICalculator calculator)
{
    Console.WriteLine($"subtract(42, 23)         = {await calculator.SubtractAsync(42, 23)}");
    Console.WriteLine($"sum(1, 2, 4)             = {await calculator.SumAsync(1, 2, 4)}");
    Console.WriteLine($"getData()                = [{string.Join(", ", await calculator.GetDataAsync())}]");
    Console.WriteLine($"get_data()               = [{string.Join(", ", await calculator.GetSpecifiedDataAsync())}]");
    Console.WriteLine($"echo(\"grüß dich\")        = {await calculator.EchoAsync("grüß dich")}");

    // Notifications: nothing comes back.
    calculator.Update(1, 2, 3, 4, 5);
    calculator.NotifyHello(7);
    calculator.NotifySum(1, 2, 4);
    calculator.NotifySpecifiedHello(7);
    calculator.NotifySpecifiedSum(1, 2, 4);
    Console.WriteLine("update, notifyHello, notifySum, notify_hello, notify_sum: sent");

    long begin = Stopwatch.GetTimestamp();
    await calculator.DelayAsync(100);
    Console.WriteLine($"delay(100)               took {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:F0} ms");
    await CancelAsync(calculator);
    await FailAsync(calculator);
}

static async Task CancelAsync(ICalculator calculator)
{
    using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
    try
    {
        await calculator.DelayAsync(60_000, soon.Token);
        throw new RpcException("delay(60000) was not cancelled.");
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("delay(60000)             cancelled after 100 ms");
    }
}

static async Task FailAsync(ICalculator calculator)
{
    try
    {
        await calculator.FailAsync(1234, "as you wished");
        throw new RpcException("fail(1234, …) did not fail.");
    }
    catch (RpcException exception) when (exception.Code == 1234)
    {
        Console.WriteLine($"fail(1234, …)            = error {exception.Code}: {exception.Message}");
    }
}
