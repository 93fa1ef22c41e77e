using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Ws.Rpc.EndToEnd.Tests.Secrets;

internal sealed class NamedEnvironment(string name) : IHostEnvironment
{
    public string EnvironmentName { get; set; } = name;

    public string ApplicationName { get; set; } = "test";

    public string ContentRootPath { get; set; } = "";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
