using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>
/// All cases meet one server, one after the other; they count the streams of the process, and do not run beside others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GatedCollection : ICollectionFixture<GatedServer>
{
    public const string Name = "Hostile gates";
}
