using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;

namespace Ws.Rpc.Package.Tests;

/// <summary>A packed file, opened.</summary>
internal sealed class PackedPackage : IDisposable
{
    private readonly ZipArchive _archive;

    public PackedPackage(string file) => _archive = ZipFile.OpenRead(file);

    /// <summary>What the package brings, without the parts that every package has for the container format's sake.</summary>
    public IEnumerable<string> Files => _archive.Entries
        .Select(entry => entry.FullName)
        .Where(name => name.Split('/')[0] is not ("_rels" or "package" or "[Content_Types].xml"))
        .Order(StringComparer.Ordinal);

    /// <summary>The metadata element of the package's description.</summary>
    public XElement Metadata
    {
        get
        {
            using Stream stream = _archive.Entries.Single(entry => Path.GetExtension(entry.FullName) == ".nuspec").Open();
            XElement root = XDocument.Load(stream).Root!;
            return root.Element(root.GetDefaultNamespace() + "metadata")!;
        }
    }

    /// <summary>The elements of that name anywhere in the metadata.</summary>
    public IEnumerable<XElement> Described(string name) => Metadata.Descendants(Metadata.GetDefaultNamespace() + name);

    public MemoryStream Read(string name)
    {
        using Stream stream = _archive.GetEntry(name)!.Open();
        MemoryStream copy = new();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    public void Dispose() => _archive.Dispose();
}
