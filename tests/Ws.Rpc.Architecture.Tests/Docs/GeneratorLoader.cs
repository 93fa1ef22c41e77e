using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Ws.Rpc.Architecture.Tests.Docs;

/// <summary>Loads the generator into this process, beside the compiler that these tests reference.</summary>
internal sealed class GeneratorLoader : IAnalyzerAssemblyLoader
{
    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
