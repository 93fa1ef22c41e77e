using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace Ws.Rpc.Package.Tests;

[Collection(PackedFeedCollection.Name)]
public sealed class PackageFilesTests(PackedFeed feed)
{
    private static readonly Dictionary<string, string[]> s_files = new()
    {
        ["Ws.Rpc"] =
        [
            "README.md", "Ws.Rpc.nuspec", "analyzers/dotnet/cs/Ws.Rpc.CodeFixes.dll",
            "analyzers/dotnet/cs/Ws.Rpc.Generator.dll", "buildTransitive/Ws.Rpc.targets", "lib/net10.0/Ws.Rpc.dll",
            "lib/net10.0/Ws.Rpc.xml", "tools/net10.0/any/System.Reflection.MetadataLoadContext.dll",
            "tools/net10.0/any/Ws.Rpc.Tool.dll", "tools/net10.0/any/Ws.Rpc.Tool.runtimeconfig.json",
        ],
        ["Ws.Rpc.AspNetCore"] =
        [
            "README.md", "Ws.Rpc.AspNetCore.nuspec", "build/Microsoft.AspNetCore.StaticWebAssetEndpoints.props",
            "build/Microsoft.AspNetCore.StaticWebAssets.props", "build/Ws.Rpc.AspNetCore.props",
            "buildMultiTargeting/Ws.Rpc.AspNetCore.props", "buildTransitive/Ws.Rpc.AspNetCore.props",
            "lib/net10.0/Ws.Rpc.AspNetCore.dll", "lib/net10.0/Ws.Rpc.AspNetCore.xml", "staticwebassets/ws-rpc.d.ts",
            "staticwebassets/ws-rpc.js",
        ],
        ["Ws.Rpc.Testing"] =
        [
            "README.md", "Ws.Rpc.Testing.nuspec", "lib/net10.0/Ws.Rpc.Testing.dll", "lib/net10.0/Ws.Rpc.Testing.xml",
        ],
        ["Ws.Rpc.Hosting"] =
        [
            "README.md", "Ws.Rpc.Hosting.nuspec", "lib/net10.0/Ws.Rpc.Hosting.dll", "lib/net10.0/Ws.Rpc.Hosting.xml",
        ],
        ["Ws.Rpc.Tool"] =
        [
            "README.md", "Ws.Rpc.Tool.nuspec", "tools/net10.0/any/DotnetToolSettings.xml",
            "tools/net10.0/any/System.Reflection.MetadataLoadContext.dll", "tools/net10.0/any/Ws.Rpc.Tool.deps.json",
            "tools/net10.0/any/Ws.Rpc.Tool.dll", "tools/net10.0/any/Ws.Rpc.Tool.pdb",
            "tools/net10.0/any/Ws.Rpc.Tool.runtimeconfig.json", "tools/net10.0/any/Ws.Rpc.Tool.xml",
        ],
    };

    private static readonly Dictionary<string, string[]> s_dependencies = new()
    {
        ["Ws.Rpc"] = ["Microsoft.Extensions.Logging.Abstractions"],
        ["Ws.Rpc.AspNetCore"] = ["Ws.Rpc"],
        ["Ws.Rpc.Testing"] = ["Ws.Rpc.AspNetCore"],
        ["Ws.Rpc.Hosting"] = ["Ws.Rpc", "Microsoft.Extensions.Diagnostics.HealthChecks"],
    };

    private static readonly Dictionary<string, string[]> s_frameworks = new()
    {
        ["Ws.Rpc"] = [],
        ["Ws.Rpc.AspNetCore"] = ["Microsoft.AspNetCore.App"],
        ["Ws.Rpc.Testing"] = ["Microsoft.AspNetCore.App"],
        ["Ws.Rpc.Hosting"] = [],
    };

    [Fact]
    public void Package_holds_exactly_its_files()
    {
        foreach (string id in feed.PackageIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            Assert.Equal(s_files[id], package.Files);
        }
    }

    [Fact]
    public void Package_depends_on_what_it_names_and_nothing_else()
    {
        foreach (string id in feed.LibraryIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            XElement group = Assert.Single(Assert.Single(package.Described("dependencies")).Elements());
            Assert.Equal("net10.0", group.Attribute("targetFramework")?.Value);
            Assert.Equal(s_dependencies[id], group.Elements().Select(IdOf));
            Assert.Equal(s_frameworks[id], package.Described("frameworkReference").Select(one => one.Attribute("name")!.Value));
        }
    }

    [Fact]
    public void Program_carries_what_it_needs()
    {
        foreach (string id in feed.PackageIds.Except(feed.LibraryIds))
        {
            using PackedPackage package = new(feed.PathOf(id));
            Assert.Empty(package.Described("dependency"));
        }
    }

    [Fact]
    public void Dependency_on_our_own_package_passes_its_generator_on()
    {
        foreach (string id in feed.PackageIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            foreach (XElement dependency in package.Described("dependency").Where(one => feed.PackageIds.Contains(IdOf(one))))
            {
                Assert.Equal(feed.Version, dependency.Attribute("version")?.Value);
                Assert.Null(dependency.Attribute("exclude"));
            }
        }
    }

    [Fact]
    public void Package_says_what_it_is()
    {
        foreach (string id in feed.PackageIds)
        {
            using PackedPackage package = new(feed.PathOf(id));
            Assert.Equal("MIT", Assert.Single(package.Described("license")).Value);
            Assert.Equal("README.md", Assert.Single(package.Described("readme")).Value);
            Assert.NotEmpty(Assert.Single(package.Described("description")).Value);
            Assert.NotEmpty(Assert.Single(package.Described("repository")).Attribute("commit")!.Value);
            using StreamReader readme = new(package.Read("README.md"));
            Assert.StartsWith("# Ws.Rpc", readme.ReadToEnd(), StringComparison.Ordinal);
        }
    }

    private static string IdOf(XElement dependency) => dependency.Attribute("id")!.Value;
}
