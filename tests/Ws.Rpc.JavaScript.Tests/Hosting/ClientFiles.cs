using System;
using System.IO;

namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>Where the client is that these tests are about.</summary>
internal static class ClientFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Client");

    public static string Module { get; } = Path.Combine(Folder, "ws-rpc.js");
}
