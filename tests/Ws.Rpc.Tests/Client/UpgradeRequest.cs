using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.Sessions;
using Ws.Rpc.Tests.Transports;

namespace Ws.Rpc.Tests.Client;

/// <summary>A request as it came, and what became of its connection.</summary>
internal sealed class UpgradeRequest(NetworkStream stream, string head)
{
    public NetworkStream Stream { get; } = stream;

    public string Head { get; } = head;

    public RpcSession? Session { get; set; }

    public Task<RpcDisconnect>? Run { get; set; }

    public string? Header(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 2)..])
        .FirstOrDefault();

    public Task RespondAsync(string status, string headers = "Content-Length: 0\r\n") =>
        Stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n")).Within();

    /// <summary>Waits until the client has closed its end.</summary>
    public async Task EndAsync()
    {
        byte[] buffer = new byte[1024];
        while (await Stream.ReadAsync(buffer).Within() > 0)
        {
        }
    }
}
