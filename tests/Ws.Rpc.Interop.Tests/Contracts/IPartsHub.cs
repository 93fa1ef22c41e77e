using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests.Contracts;

[RpcHub(Callback = typeof(IPartsClient))]
public interface IPartsHub
{
    ValueTask<int> SubtractAsync(int minuend, int subtrahend);

    Task<long> SumAsync(params int[] numbers);

    ValueTask<double> ScaleAsync(double value, double factor);

    ValueTask<string?> EchoAsync(string? text);

    ValueTask<Part> PaintAsync(Part part, string colour);

    ValueTask<Part?> FindAsync(string name);

    ValueTask<string> LabelAsync(string name, int copies = 1, string? colour = null, bool bold = false);

    ValueTask StoreAsync(Part part);

    void Note(string text);

    ValueTask RejectAsync(int code, string message, Rejection? detail = null);

    ValueTask RejectWithTextAsync(int code, string message, string detail);

    ValueTask BreakAsync(string secret);

    ValueTask<Knot> TieAsync();

    ValueTask<int> HoldAsync(string name, CancellationToken cancellationToken = default);

    ValueTask<int> MeetAsync(int expected);

    ValueTask AnnounceAsync(string text, Part? part);

    ValueTask<string> AskAsync(string question);

    ValueTask<int> DescendAsync(int depth);

    ValueTask<int> PolishAsync(string name, IProgress<Part>? progress = null, CancellationToken cancellationToken = default);

    ValueTask<string> SendClimbingAsync(int steps);

    /// <summary>Some parts, and then what <see cref="Stock"/> can do.</summary>
    IAsyncEnumerable<Part> ListAsync(int count, string? then = null, CancellationToken cancellationToken = default);

    /// <summary>Adds up the prices of the first parts, as many as are wanted.</summary>
    ValueTask<string> PriceAsync(IAsyncEnumerable<Part> parts, int wanted, CancellationToken cancellationToken = default);

    /// <summary>Takes the first parts, and asks the caller something before it answers.</summary>
    ValueTask<bool> HaggleAsync(IAsyncEnumerable<Part> parts, int wanted);

    /// <summary>Passes parts through, painted.</summary>
    IAsyncEnumerable<Part> PaintAllAsync(IAsyncEnumerable<Part> parts, string colour);

    /// <summary>Does with the caller what a client does with a hub: sends a stream, and takes one.</summary>
    ValueTask<string> TradeAsync(int count, int wanted);

    /// <summary>The id of the span that the call came from.</summary>
    ValueTask<string?> TraceAsync();

    /// <summary>The same of the call that the hub makes to its caller.</summary>
    ValueTask<string?> TraceBackAsync();

    ValueTask LeaveAsync(int closeCode, string reason);
}
