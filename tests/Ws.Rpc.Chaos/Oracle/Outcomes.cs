using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Ws.Rpc.Chaos.Oracle;

/// <summary>How each call ended for its caller.</summary>
internal sealed class Outcomes
{
    private readonly ConcurrentDictionary<int, bool> _ends = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentDictionary<string, int> _errors = new();
    private int _begun;
    private int _answered;

    public int Answered => Volatile.Read(ref _answered);

    public int Begun => Volatile.Read(ref _begun);

    public int Ended => _ends.Count;

    /// <summary>What must not have happened.</summary>
    public IEnumerable<string> Wrong => _wrong;

    public IEnumerable<string> Errors => _errors.Select(one => $"{one.Key}: {one.Value}");

    public int Begin() => Interlocked.Increment(ref _begun);

    public void Answer(int call, string expected, string actual)
    {
        End(call);
        Interlocked.Increment(ref _answered);
        if (expected != actual)
        {
            _wrong.Enqueue($"call {call} was answered '{Cut(actual)}' and not '{Cut(expected)}'");
        }
    }

    /// <summary>A typed error is an end as good as an answer; any other is not.</summary>
    public void Fail(int call, Exception exception)
    {
        End(call);
        _errors.AddOrUpdate(exception.GetType().Name, 1, static (_, count) => count + 1);
        if (exception is not RpcException)
        {
            _wrong.Enqueue($"call {call} ended with {exception}");
        }
    }

    private void End(int call)
    {
        if (!_ends.TryAdd(call, true))
        {
            _wrong.Enqueue($"call {call} ended once more");
        }
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
