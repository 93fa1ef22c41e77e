using Xunit;

namespace Ws.Rpc.Tests.Sessions;

/// <summary>Tests that measure the whole process and so run beside no other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneDefinition
{
    public const string Name = "alone";
}
