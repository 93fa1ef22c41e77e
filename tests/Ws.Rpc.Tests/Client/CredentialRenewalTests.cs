using System;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Tests.Transports;
using Ws.Rpc.Tests.Twin;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Client;

/// <summary>Fresh credentials that a client hands in by itself (protocol section 8).</summary>
public sealed class CredentialRenewalTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Resume = """
        "resume":{"token":"t1","ttl":30000}
        """;

    private readonly WatchedTime _time = new();
    private readonly SpokenServer _server = new();
    private RpcClient? _client;
    private int _asked;

    public Task InitializeAsync() => Task.CompletedTask;

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    // The server first: time stands still, and the client would wait for the answer to its close.
    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await (_client?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Fresh_credentials_are_handed_in_before_the_old_ones_expire_each_time()
    {
        RpcClient client = NewClient();
        WebSocketTransport end = await ConnectAsync(client, "60000");

        await _time.PassAsync(TimeSpan.FromSeconds(42));
        string first = await end.ReceiveTextAsync().Within();
        Assert.EndsWith(""","method":"$/session/auth","params":{"token":"token 1"}}""", first, StringComparison.Ordinal);
        await SpokenServer.SayAsync(end, first, """
            "result":{"expiresIn":100000}
            """);
        await _time.PassAsync(TimeSpan.FromSeconds(70));
        string second = await end.ReceiveTextAsync().Within();
        Assert.Contains("token 2", second, StringComparison.Ordinal);
        await SpokenServer.SayAsync(end, second, """
            "result":{"expiresIn":null}
            """);

        // For ever, now: what is answered behind it has been read behind it.
        await AssertAliveAsync(client, end);
        _time.Advance(TimeSpan.FromDays(1));
        await AssertAliveAsync(client, end);
        Assert.Equal(2, _asked);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-60000")]
    [InlineData("999")]
    [InlineData("\"60000\"")]
    [InlineData("1e999")]
    public async Task A_server_s_number_that_is_none_keeps_nobody_busy(string expiresIn)
    {
        RpcClient client = NewClient();
        WebSocketTransport end = await ConnectAsync(client, expiresIn);

        _time.Advance(TimeSpan.FromDays(1));

        await AssertAliveAsync(client, end);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task A_source_of_tokens_that_fails_is_asked_again_in_less_and_less_time_and_then_no_more()
    {
        RpcClient client = NewClient(_ => throw new InvalidOperationException("no token today"));
        WebSocketTransport end = await ConnectAsync(client, "60000");

        // 60 seconds are left, then three tenths of it, and so on, to less than one.
        await _time.PassAsync(TimeSpan.FromSeconds(42));
        await _time.PassAsync(TimeSpan.FromMilliseconds(12_600));
        await _time.PassAsync(TimeSpan.FromMilliseconds(3780));
        await _time.PassAsync(TimeSpan.FromMilliseconds(1134));

        _time.Advance(TimeSpan.FromDays(1));
        await AssertAliveAsync(client, end);
        Assert.Equal(4, _asked);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_followed_by_another_one()
    {
        RpcClient client = NewClient();
        WebSocketTransport end = await ConnectAsync(client, "60000");
        await _time.PassAsync(TimeSpan.FromSeconds(42));
        await SpokenServer.AnswerAsync(end, """
            "error":{"code":-32041,"message":"Unauthenticated"}
            """);

        await _time.PassAsync(TimeSpan.FromMilliseconds(12_600));

        Assert.Contains("token 2", await end.ReceiveTextAsync().Within(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_tokens_that_does_not_answer_holds_nobody_who_closes()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RpcClient client = NewClient(_ =>
        {
            asked.SetResult();
            return new(new TaskCompletionSource<string>().Task);
        });
        WebSocketTransport end = await ConnectAsync(client, "60000");
        await _time.PassAsync(TimeSpan.FromSeconds(42));
        await asked.Task.Within();

        // One at a time: it is not asked again while it has not answered.
        _time.Advance(TimeSpan.FromSeconds(18));
        end.Abort();
        await client.DisposeAsync().Within();

        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Neither_the_request_nor_its_answer_counts_when_the_session_goes_on()
    {
        RpcClient client = NewClient();
        WebSocketTransport first = await ConnectAsync(client, "60000," + Resume);
        await _time.PassAsync(TimeSpan.FromSeconds(42));
        string request = await first.ReceiveTextAsync().Within();
        await SpokenServer.SayAsync(first, request, """
            "result":{"expiresIn":100000}
            """);
        await AssertAliveAsync(client, first);

        first.Abort();
        WebSocketTransport second = await _server.NextAsync();
        string opening = await SpokenServer.AnswerAsync(second, """
            "result":{"version":1,"connection":"c1","resumed":true,"received":1,"expiresIn":200000,"resume":{"token":"t2"}}
            """);

        Assert.Contains("\"received\":1}", opening, StringComparison.Ordinal);
        await _time.PassAsync(TimeSpan.FromSeconds(140));
        Assert.Contains("token 2", await second.ReceiveTextAsync().Within(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_on_a_connection_that_is_lost_is_given_up_with_it()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RpcClient client = NewClient(async cancellationToken =>
        {
            using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
            return "never";
        });
        WebSocketTransport first = await ConnectAsync(client, "60000");
        await _time.PassAsync(TimeSpan.FromSeconds(42));
        await asked.Task.Within();

        first.Abort();

        await cancelled.Task.Within();
        WebSocketTransport second = await _server.NextAsync();
        await SpokenServer.AnswerAsync(second, Opened("null"));
        await AssertAliveAsync(client, second);
    }

    private static string Opened(string expiresIn) =>
        $$"""
        "result":{"version":1,"connection":"c1","expiresIn":{{expiresIn}}}
        """;

    private async Task<WebSocketTransport> ConnectAsync(RpcClient client, string expiresIn)
    {
        Task connecting = client.ConnectAsync();
        WebSocketTransport end = await _server.NextAsync();
        await SpokenServer.AnswerAsync(end, Opened(expiresIn));
        await connecting.Within();
        return end;
    }

    private static async Task AssertAliveAsync(RpcClient client, WebSocketTransport end)
    {
        Task<int> call = client.GetHub<ITwinHub>().AddAsync(1, 2).AsTask();
        await SpokenServer.AnswerAsync(end, """
            "result":3
            """);
        Assert.Equal(3, await call.Within());
    }

    private RpcClient NewClient(Func<CancellationToken, ValueTask<string>>? source = null) =>
        _client = _server.NewClient(new RpcClientOptions
        {
            Chance = () => 0,
            TimeProvider = _time,
            AccessToken = cancellationToken =>
            {
                int asked = Interlocked.Increment(ref _asked);
                return source?.Invoke(cancellationToken) ?? new($"token {asked}");
            },
        });
}
