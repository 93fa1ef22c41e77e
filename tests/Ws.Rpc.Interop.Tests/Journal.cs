using System.Threading.Channels;
using System.Threading.Tasks;

namespace Ws.Rpc.Interop.Tests;

/// <summary>What happened on a side, in its order, for a test to wait for.</summary>
public sealed class Journal
{
    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();

    public void Write(string entry) => _entries.Writer.TryWrite(entry);

    public Task<string> NextAsync() => _entries.Reader.ReadAsync().Within();
}
