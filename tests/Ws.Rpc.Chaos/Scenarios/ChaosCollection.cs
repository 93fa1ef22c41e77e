using Xunit;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>Runs that want the machine for themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChaosCollection
{
    public const string Name = "chaos";
}
