using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Allocations;

/// <summary>Measures the whole process, and so runs when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class AllocationCollection
{
    public const string Name = "Allocations";
}
