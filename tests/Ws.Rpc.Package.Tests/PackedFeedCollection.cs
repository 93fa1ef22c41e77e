using Xunit;

namespace Ws.Rpc.Package.Tests;

/// <summary>Tests that share the packed files, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>
{
    public const string Name = "packed feed";
}
