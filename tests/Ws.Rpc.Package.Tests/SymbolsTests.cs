using System;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class SymbolsTests(PackedFeed feed)
{
    // The kind of custom debug information that SourceLink is, by the Portable PDB specification.
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void Symbols_lead_to_the_sources_of_their_commit()
    {
        foreach (string id in feed.LibraryIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            string commit = Assert.Single(package.Described("repository")).Attribute("commit")!.Value;
            using PackedPackage symbols = new(feed.PathOf(id, "snupkg"));
            using MetadataReaderProvider provider =
                MetadataReaderProvider.FromPortablePdbStream(symbols.Read($"lib/net10.0/{id}.pdb"));
            MetadataReader pdb = provider.GetMetadataReader();
            CustomDebugInformation sourceLink = pdb.CustomDebugInformation
                .Select(pdb.GetCustomDebugInformation)
                .Single(information => pdb.GetGuid(information.Kind) == s_sourceLink);
            string json = Encoding.UTF8.GetString(pdb.GetBlobBytes(sourceLink.Value));

            Assert.Contains("\"/_/*\":\"https://", json, StringComparison.Ordinal);
            Assert.Contains(commit, json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Libraries_are_built_reproducibly()
    {
        foreach (string id in feed.LibraryIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            using PEReader library = new(package.Read($"lib/net10.0/{id}.dll"));

            Assert.Contains(library.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        }
    }
}
