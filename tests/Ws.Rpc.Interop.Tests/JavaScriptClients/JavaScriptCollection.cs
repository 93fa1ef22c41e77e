using Xunit;

namespace Ws.Rpc.Interop.Tests.JavaScriptClients;

/// <summary>Tests that share the installed Node program.</summary>
[CollectionDefinition(Name)]
public sealed class JavaScriptCollection : ICollectionFixture<JavaScriptProgram>
{
    public const string Name = "JavaScript";
}
