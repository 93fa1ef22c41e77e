using System.Collections.Concurrent;

namespace Aot.Server;

/// <summary>What the notifications said.</summary>
public sealed class Notes
{
    private readonly ConcurrentQueue<string> _texts = new();

    public int Count => _texts.Count;

    public void Add(string text) => _texts.Enqueue(text);
}
