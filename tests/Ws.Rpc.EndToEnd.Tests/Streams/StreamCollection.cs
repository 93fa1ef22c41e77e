using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Streams;

/// <summary>Tests that count the streams of the process do not run beside others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StreamCollection
{
    public const string Name = "Streams";
}
