using System;
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

    ValueTask LeaveAsync(int closeCode, string reason);
}
