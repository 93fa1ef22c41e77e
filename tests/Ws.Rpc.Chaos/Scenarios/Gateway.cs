using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>nginx or HAProxy before a server, on a port and with files of its own.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly Task<string> _complaints;

    private Gateway(DirectoryInfo folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        _complaints = process.StandardError.ReadToEndAsync();
        Port = port;
    }

    public int Port { get; }

    public static Task<Gateway> StartNginxAsync(int upstream, int idleSeconds) => StartAsync("nginx", (folder, port) =>
    {
        string configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            worker_shutdown_timeout 1s;
            pid {{folder}}/nginx.pid;
            error_log stderr error;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path {{folder}};
              proxy_temp_path {{folder}};
              fastcgi_temp_path {{folder}};
              uwsgi_temp_path {{folder}};
              scgi_temp_path {{folder}};
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://127.0.0.1:{{upstream}};
                  proxy_http_version 1.1;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection "upgrade";
                  proxy_read_timeout {{idleSeconds}}s;
                  proxy_send_timeout {{idleSeconds}}s;
                }
              }
            }
            """);
        return ["-c", configuration, "-p", folder];
    });

    public static Task<Gateway> StartHAProxyAsync(int upstream, int idleSeconds) => StartAsync("haproxy", (folder, port) =>
    {
        string configuration = Path.Combine(folder, "haproxy.cfg");
        File.WriteAllText(configuration, $"""
            defaults
              mode http
              timeout connect 5s
              timeout client {idleSeconds}s
              timeout server {idleSeconds}s
              timeout tunnel {idleSeconds}s
            listen chaos
              bind 127.0.0.1:{port}
              server one 127.0.0.1:{upstream}

            """);
        return ["-f", configuration, "-db"];
    });

    public Uri AddressOf(string path) => new($"ws://127.0.0.1:{Port}{path}");

    /// <summary>Lets nginx read its configuration again: new workers take over, and the old ones end within a second.</summary>
    public async Task ReloadAsync()
    {
        using Process kill = Process.Start("kill", ["-HUP", $"{_process.Id}"]);
        await kill.WaitForExitAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().Within();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<Gateway> StartAsync(string program, Func<string, int, string[]> configure)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ws-rpc-gateway-");
        int port = FreePort();
        ProcessStartInfo start = new(PathOf(program), configure(folder.FullName, port)) { RedirectStandardError = true };
        var gateway = new Gateway(folder, Process.Start(start)!, port);
        await Eventually.BecomesTrueAsync(gateway.IsListening, $"{program} listens");
        return gateway;
    }

    // Where Debian puts programs for administrators, which not every user's PATH names.
    private static string PathOf(string program) =>
        File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;

    private bool IsListening()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"It ended with {_process.ExitCode}: {_complaints.Result}");
        }

        using Socket probe = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
