using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class SocketConnectorTests : IAsyncDisposable
{
    private readonly UpgradeListener _listener = new();

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    [Fact]
    public async Task A_client_shakes_hands_opens_a_session_and_calls()
    {
        UpgradeListener listener = _listener;
        await using var client = new RpcClient(listener.Uri);
        Task<UpgradeRequest> serving = listener.ServeAsync("Sec-WebSocket-Protocol: ws-rpc.v1+json\r\n");

        await client.ConnectAsync().Within();

        Assert.Equal((RpcClientState.Connected, "c1"), (client.State, client.ConnectionId));
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        Assert.Equal("ws-rpc.v1+json", (await serving).Header("Sec-WebSocket-Protocol"));
        Assert.True((await serving).Session!.IsOpen);
        await client.CloseAsync().Within();
        Assert.Equal(1000, (await (await serving).Run!.Within()).CloseCode);
    }

    [Fact]
    public async Task A_client_shakes_hands_over_a_stream_that_it_is_given()
    {
        UpgradeListener listener = _listener;
        List<Uri> asked = [];
        var elsewhere = new UriBuilder(listener.Uri) { Host = "hub.invalid", Scheme = "http" };
        var options = new RpcClientOptions
        {
            Proxy = new WebProxy("http://proxy.invalid:1"),
            ConnectStream = async (uri, cancellationToken) =>
            {
                asked.Add(uri);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, listener.Uri.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        await using var client = new RpcClient(elsewhere.Uri, options);
        Task<UpgradeRequest> serving = listener.ServeAsync();

        await client.ConnectAsync().Within();

        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
        Assert.Equal($"hub.invalid:{listener.Uri.Port}", (await serving).Header("Host"));
        Assert.Equal("ws", Assert.Single(asked).Scheme);
    }

    [Fact]
    public async Task Many_calls_go_through_the_stream_that_collects()
    {
        UpgradeListener listener = _listener;
        await using var client = new RpcClient(listener.Uri);
        Task<UpgradeRequest> serving = listener.ServeAsync();
        await client.ConnectAsync().Within();
        ITwinHub hub = client.GetHub<ITwinHub>();

        var calls = new Task<string>[200];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = hub.EchoAsync(new string((char)('a' + (i % 26)), i * 100));
        }

        string[] texts = await Task.WhenAll(calls).Within();
        Assert.All(texts, (text, i) => Assert.Equal(new string((char)('a' + (i % 26)), i * 100), text));
        await serving;
    }

    [Theory]
    [InlineData("401 Unauthorized", HttpStatusCode.Unauthorized)]
    [InlineData("403 Forbidden", HttpStatusCode.Forbidden)]
    [InlineData("503 Service Unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("200 OK", HttpStatusCode.OK)]
    public async Task A_refused_handshake_tells_its_status_and_no_secret(string status, HttpStatusCode code)
    {
        UpgradeListener listener = _listener;
        var uri = new UriBuilder(listener.Uri) { UserName = "ann", Password = "hidden" };
        await using var client = new RpcClient(uri.Uri);
        Task connecting = client.ConnectAsync();
        await (await listener.AcceptAsync()).RespondAsync(status);

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());

        Assert.Equal(code, exception.StatusCode);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", exception.Message, StringComparison.Ordinal);
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task A_handshake_that_is_none_leaves_no_connection_behind()
    {
        UpgradeListener listener = _listener;
        await using var client = new RpcClient(listener.Uri);
        Task connecting = client.ConnectAsync();
        UpgradeRequest request = await listener.AcceptAsync();
        await request.RespondAsync("101 Switching Protocols", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n");

        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        await request.EndAsync();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_connection_exception()
    {
        Uri uri = _listener.Uri;
        await _listener.DisposeAsync();
        await using var client = new RpcClient(uri);

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.Null(exception.StatusCode);
        Assert.IsAssignableFrom<WebSocketException>(exception.InnerException);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_given_up()
    {
        UpgradeListener listener = _listener;
        var time = new FakeTimeProvider();
        await using var client = new RpcClient(
            listener.Uri, new RpcClientOptions { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(10) });
        Task connecting = client.ConnectAsync();
        UpgradeRequest request = await listener.AcceptAsync();

        time.Advance(TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        await request.EndAsync();
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_with_the_callers_token()
    {
        UpgradeListener listener = _listener;
        await using var client = new RpcClient(listener.Uri);
        using var cancellation = new CancellationTokenSource();
        Task connecting = client.ConnectAsync(cancellation.Token);
        await listener.AcceptAsync();

        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within());
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        Assert.Equal(RpcClientState.Disconnected, client.State);
    }

    [Fact]
    public async Task Token_headers_and_cookies_are_sent_and_new_cookies_kept()
    {
        UpgradeListener listener = _listener;
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("a", "1", "/", "127.0.0.1"));
        int asked = 0;
        await using var client = new RpcClient(listener.Uri, new RpcClientOptions
        {
            AccessToken = _ => new ValueTask<string>($"token{++asked}"),
            Headers = new Dictionary<string, string> { ["X-Tenant"] = "t1" },
            Cookies = cookies,
        });
        Task<UpgradeRequest> serving = listener.ServeAsync("Set-Cookie: b=2; Path=/\r\n");
        await client.ConnectAsync().Within();
        await client.CloseAsync().Within();

        UpgradeRequest first = await serving;
        Assert.Equal(("Bearer token1", "t1", "a=1"), (first.Header("Authorization"), first.Header("X-Tenant"), first.Header("Cookie")));
        serving = listener.ServeAsync();
        await client.ConnectAsync().Within();
        UpgradeRequest second = await serving;
        Assert.Equal(("Bearer token2", "a=1; b=2"), (second.Header("Authorization"), second.Header("Cookie")));
    }

    [Fact]
    public async Task The_socket_can_be_configured_with_what_it_would_refuse_itself()
    {
        UpgradeListener listener = _listener;
        var cookies = new CookieContainer();
        cookies.Add(new Cookie("a", "1", "/", "127.0.0.1"));
        await using var client = new RpcClient(listener.Uri, new RpcClientOptions
        {
            ConfigureSocket = socket =>
            {
                socket.Cookies = cookies;
                socket.Credentials = new NetworkCredential("ann", "pw");
                socket.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == System.Net.Security.SslPolicyErrors.None;
                socket.Proxy = new WebProxy(listener.Uri.Host, listener.Uri.Port) { BypassProxyOnLocal = true };
                socket.SetRequestHeader("X-Own", "yes");
            },
        });
        Task<UpgradeRequest> serving = ChallengeAndServeAsync(listener);
        await client.ConnectAsync().Within();

        UpgradeRequest request = await serving;
        Assert.Equal(("yes", "a=1"), (request.Header("X-Own"), request.Header("Cookie")));
        Assert.StartsWith("Basic ", request.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal(3, await client.GetHub<ITwinHub>().AddAsync(1, 2).Within());
    }

    [Fact]
    public async Task A_proxy_of_the_options_is_used()
    {
        UpgradeListener listener = _listener;
        await using var client = new RpcClient(
            new Uri("ws://somewhere.example/hub"),
            new RpcClientOptions { Proxy = new WebProxy(listener.Uri.Host, listener.Uri.Port) });
        Task connecting = client.ConnectAsync();
        UpgradeRequest request = await listener.AcceptAsync();
        await request.RespondAsync("502 Bad Gateway");

        await Assert.ThrowsAsync<RpcConnectionException>(() => connecting.Within());
        Assert.StartsWith("CONNECT somewhere.example:80 ", request.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_of_the_users_that_fails_is_a_connection_exception()
    {
        await _listener.DisposeAsync();
        await using var client = new RpcClient(
            new Uri("ws://host/hub"), new RpcClientOptions { ConnectSocket = (_, _) => throw new IOException("no") });

        RpcConnectionException exception = await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.IsType<IOException>(exception.InnerException);
    }

    [Theory]
    [InlineData("http://host/hub", "ws://host/hub")]
    [InlineData("https://host:8443/hub?a=b", "wss://host:8443/hub?a=b")]
    [InlineData("wss://host/hub", "wss://host/hub")]
    public async Task The_schemes_of_the_web_are_understood(string given, string expected)
    {
        await _listener.DisposeAsync();
        Uri? asked = null;
        await using var client = new RpcClient(new Uri(given), new RpcClientOptions
        {
            ConnectSocket = (uri, _) =>
            {
                asked = uri;
                throw new SocketException();
            },
        });
        await Assert.ThrowsAsync<RpcConnectionException>(() => client.ConnectAsync().Within());

        Assert.Equal(new Uri(expected), asked);
    }

    private static async Task<UpgradeRequest> ChallengeAndServeAsync(UpgradeListener listener)
    {
        UpgradeRequest first = await listener.AcceptAsync();
        await first.RespondAsync("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\nContent-Length: 0\r\n");
        first.Stream.Close();
        return await listener.ServeAsync();
    }
}
