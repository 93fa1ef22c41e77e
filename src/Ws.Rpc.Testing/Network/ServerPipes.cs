using System.IO.Pipelines;

namespace Ws.Rpc.Testing.Network;

/// <summary>The two pipes between Kestrel and a connection.</summary>
internal sealed class ServerPipes : IDuplexPipe
{
    public Pipe FromNetwork { get; } = new();

    public Pipe ToNetwork { get; } = new();

    PipeReader IDuplexPipe.Input => FromNetwork.Reader;

    PipeWriter IDuplexPipe.Output => ToNetwork.Writer;
}
