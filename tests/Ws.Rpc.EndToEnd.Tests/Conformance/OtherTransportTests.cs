using System;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Minimal.Contracts;
using Minimal.Server;
using Ws.Rpc.EndToEnd.Tests.Hosting;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Conformance;

/// <summary>Ways to a hub other than an HTTP/1.1 upgrade.</summary>
public sealed class OtherTransportTests
{
    [Fact]
    public async Task Calls_are_served_over_http2_without_tls()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(
            listen: static listen => listen.Protocols = HttpProtocols.Http2);
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions { ConfigureSocket = UseHttp2 });

        await AssertServedAsync(client);
    }

    [Fact]
    public async Task Calls_are_served_over_http2_with_tls()
    {
        using X509Certificate2 certificate = CreateCertificate();
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(listen: listen => listen.UseHttps(certificate));
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions
        {
            ConfigureSocket = socket =>
            {
                UseHttp2(socket);
                socket.RemoteCertificateValidationCallback = (_, presented, _, _) =>
                    presented?.GetCertHashString() == certificate.GetCertHashString();
            },
        });

        await AssertServedAsync(client);
    }

    [Fact]
    public async Task Calls_are_served_over_http1_with_tls()
    {
        using X509Certificate2 certificate = CreateCertificate();
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(listen: listen => listen.UseHttps(certificate));
        await using RpcClient client = await host.ConnectAsync(new RpcClientOptions
        {
            ConfigureSocket = socket => socket.RemoteCertificateValidationCallback = (_, presented, _, _) =>
                presented?.GetCertHashString() == certificate.GetCertHashString(),
        });

        await AssertServedAsync(client);
    }

    [Fact]
    public async Task Client_fails_to_connect_when_the_certificate_is_unknown()
    {
        using X509Certificate2 certificate = CreateCertificate();
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(listen: listen => listen.UseHttps(certificate));

        await Assert.ThrowsAsync<RpcConnectionException>(() => host.ConnectAsync());
    }

    [Fact]
    public async Task Request_over_http2_is_answered_426_when_it_is_no_handshake()
    {
        await using HubHost host = await HubHost.StartAsync<CalculatorHub>(
            listen: static listen => listen.Protocols = HttpProtocols.Http2);
        using var http = new HttpClient
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using HttpResponseMessage response = await http.GetAsync(host.HttpAddress).Within();

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task Calls_are_served_by_a_test_server_when_the_client_is_given_its_socket()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddWsRpc();
        builder.Services.AddSingleton(TimeProvider.System);
        await using WebApplication app = builder.Build();
        app.MapRpcHub<CalculatorHub>("/hub");
        await app.StartAsync().Within();
        WebSocketClient sockets = app.GetTestServer().CreateWebSocketClient();
        var options = new RpcClientOptions
        {
            ConnectSocket = async (uri, cancellationToken) => await sockets.ConnectAsync(uri, cancellationToken),
        };
        await using RpcClient client = Framed.Client(new Uri("ws://localhost/hub"), options);
        await client.ConnectAsync().Within();

        await AssertServedAsync(client);
    }

    private static async Task AssertServedAsync(RpcClient client)
    {
        ICalculator calculator = client.GetHub<ICalculator>();
        Assert.Equal(19, await calculator.SubtractAsync(42, 23).Within());
        string large = new('x', 500_000);
        Assert.Equal(large, await calculator.EchoAsync(large).Within());
        using var soon = new CancellationTokenSource();
        Task waiting = calculator.DelayAsync(600_000, soon.Token).AsTask();
        await soon.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        await client.CloseAsync().Within();
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    private static void UseHttp2(ClientWebSocketOptions socket)
    {
        socket.HttpVersion = HttpVersion.Version20;
        socket.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
