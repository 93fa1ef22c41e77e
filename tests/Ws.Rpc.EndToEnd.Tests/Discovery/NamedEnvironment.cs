using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

/// <summary>An environment of which only the name counts.</summary>
internal sealed class NamedEnvironment(string name) : IHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = "Ws.Rpc.EndToEnd.Tests";

    public string ContentRootPath { get; set; } = "/";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
