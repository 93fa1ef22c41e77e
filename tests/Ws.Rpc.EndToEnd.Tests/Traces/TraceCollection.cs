using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Traces;

/// <summary>Tests that listen to the spans of the process do not run beside others, whose messages would say so.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TraceCollection
{
    public const string Name = "Traces";
}
