using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.AspNetCore.Hubs;
using Ws.Rpc.AspNetCore.Rooms;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

/// <summary>One question to three clients, and what becomes of it at each.</summary>
public sealed class AskTests : IAsyncLifetime
{
    private const string Question = """{"jsonrpc":"2.0","id":-1,"method":"asked","params":["?"]}""";
    private const string Cancel = """{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":-1}}""";
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly HubDirectory _directory = new();
    private readonly FakeClient[] _clients;

    public AskTests() => _clients = [.. new[] { "a", "b", "c" }.Select(id => FakeClient.Connect(id, time: _time))];

    private CallerClients<INews> Clients => new(_clients[0].Connection, _directory);

    public Task InitializeAsync()
    {
        foreach (FakeClient client in _clients)
        {
            Enter(client);
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (FakeClient client in _clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task All_are_asked_at_once_and_answer_in_their_own_order()
    {
        await using IAsyncEnumerator<RpcAnswer<int>> answers = Ask(Clients.All).GetAsyncEnumerator();
        Task<bool> first = answers.MoveNextAsync().AsTask();
        foreach (FakeClient client in _clients)
        {
            Assert.Equal(Question, await client.ReceiveAsync());
        }

        await _clients[2].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":3}""");
        Assert.True(await first.Within());
        AssertAnswer(answers.Current, "c", 3);
        await _clients[0].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":1}""");
        Assert.True(await answers.MoveNextAsync().Within());
        AssertAnswer(answers.Current, "a", 1);
        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"error":{"code":7,"message":"No."}}""");
        Assert.True(await answers.MoveNextAsync().Within());
        RpcException refusal = AssertError<RpcException>(answers.Current, "b");

        Assert.Equal((7, "No."), (refusal.Code, refusal.Message));
        Assert.False(await answers.MoveNextAsync().Within());
    }

    [Fact]
    public async Task Those_who_do_not_answer_time_out_together_and_are_cancelled()
    {
        await using IAsyncEnumerator<RpcAnswer<int>> answers = Ask(Clients.All).GetAsyncEnumerator();
        Task<bool> first = answers.MoveNextAsync().AsTask();
        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":2}""");
        Assert.True(await first.Within());
        AssertAnswer(answers.Current, "b", 2);
        Task<List<RpcAnswer<int>>> rest = RestAsync(answers);

        _time.Advance(s_deadline - TimeSpan.FromMilliseconds(1));
        Assert.Equal([1, 0, 1], Pending());
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([0, 0, 0], Pending());
        Assert.Equal(["a", "c"], (await rest.Within()).Select(answer => answer.ConnectionId).Order());
        foreach (RpcAnswer<int> answer in await rest)
        {
            RpcTimeoutException exception = AssertError<RpcTimeoutException>(answer, answer.ConnectionId);
            Assert.Equal(s_deadline, exception.Timeout);
            Assert.Contains("'asked'", exception.Message, StringComparison.Ordinal);
        }

        await AssertCancelledAsync(_clients[0]);
        await AssertCancelledAsync(_clients[2]);
        Assert.Equal(Question, await _clients[1].ReceiveAsync());
        await AssertNothingElseCameAsync(_clients[1]);
    }

    [Fact]
    public async Task One_who_leaves_is_an_error_and_the_others_still_answer()
    {
        await _clients[0].LeaveAsync();
        await using IAsyncEnumerator<RpcAnswer<int>> answers = Ask(Clients.All).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync().Within());
        AssertError<RpcConnectionException>(answers.Current, "a");
        Task<bool> second = answers.MoveNextAsync().AsTask();
        Assert.Equal(Question, await _clients[1].ReceiveAsync());

        await _clients[1].LeaveAsync();

        Assert.True(await second.Within());
        AssertError<RpcConnectionException>(answers.Current, "b");
        await _clients[2].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":3}""");
        Assert.True(await answers.MoveNextAsync().Within());
        AssertAnswer(answers.Current, "c", 3);
        Assert.False(await answers.MoveNextAsync().Within());
    }

    [Fact]
    public async Task One_who_answers_no_requests_is_an_error_and_is_sent_nothing()
    {
        _clients[1].Connection.Session.PeerAnswers = false;

        RpcAnswer<int> answer = Assert.Single(await ListAsync(Ask(Clients.Clients(["b", "nobody"]))));

        Assert.Equal(RpcErrorCode.Unavailable, AssertError<RpcException>(answer, "b").Code);
        await AssertNothingElseCameAsync(_clients[1]);
    }

    [Fact]
    public async Task Those_who_are_asked_are_those_who_are_there_when_the_enumeration_begins()
    {
        IAsyncEnumerable<RpcAnswer<int>> answers = Ask(Clients.Room("red"));
        Assert.Empty(await ListAsync(answers));
        Member(_clients[1]).Join("red");
        Task<List<RpcAnswer<int>>> asking = ListAsync(answers);
        Member(_clients[2]).Join("red");
        Assert.Equal(Question, await _clients[1].ReceiveAsync());

        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":2}""");

        AssertAnswer(Assert.Single(await asking), "b", 2);
        await AssertNothingElseCameAsync(_clients[2]);
    }

    [Fact]
    public async Task Leaving_early_cancels_what_is_pending()
    {
        await using (IAsyncEnumerator<RpcAnswer<int>> answers = Ask(Clients.All).GetAsyncEnumerator())
        {
            Task<bool> first = answers.MoveNextAsync().AsTask();
            await _clients[2].LeaveAsync();
            Assert.True(await first.Within());
            Assert.Equal(1, _clients[0].Connection.Session.Outgoing.Count);
        }

        Assert.Equal(0, _clients[0].Connection.Session.Outgoing.Count);
        await AssertCancelledAsync(_clients[0]);
        _time.Advance(s_deadline);
        await AssertNothingElseCameAsync(_clients[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_enumeration_and_cancels_what_is_pending(bool ofEnumeration)
    {
        using var source = new CancellationTokenSource();
        IAsyncEnumerable<RpcAnswer<int>> answers = Clients.All.AskAsync(
            client => client.AskedAsync("?"), s_deadline, ofEnumeration ? default : source.Token);
        await using IAsyncEnumerator<RpcAnswer<int>> enumerator =
            answers.GetAsyncEnumerator(ofEnumeration ? source.Token : default);
        Task<bool> first = enumerator.MoveNextAsync().AsTask();
        Assert.Equal([1, 1, 1], Pending());

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Within());
        Assert.Equal([0, 0, 0], Pending());
        await AssertCancelledAsync(_clients[2]);
        await using IAsyncEnumerator<RpcAnswer<int>> again = answers.GetAsyncEnumerator(source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again.MoveNextAsync().Within());
        await AssertNothingElseCameAsync(_clients[2]);
    }

    [Fact]
    public async Task One_client_is_asked_as_many_are()
    {
        Task<List<RpcAnswer<int>>> asking = ListAsync(Ask(Clients.Client("b")));
        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":2}""");
        Task<List<RpcAnswer<int>>> caller = ListAsync(Ask(Clients.Caller));
        await _clients[0].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":1}""");

        AssertAnswer(Assert.Single(await asking), "b", 2);
        AssertAnswer(Assert.Single(await caller), "a", 1);
        AssertError<RpcConnectionException>(Assert.Single(await ListAsync(Ask(Clients.Client("nobody")))), "nobody");
    }

    [Fact]
    public async Task Clients_confirm_when_the_method_has_no_result()
    {
        IAsyncEnumerable<RpcAnswer> answers = Clients.Clients(["a", "b"]).AskAsync(client => client.ConfirmedAsync(), s_deadline);
        Task<List<RpcAnswer>> asking = ListAsync(answers);
        await _clients[0].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":null}""");
        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"error":{"code":7,"message":"No."}}""");

        RpcAnswer[] given = [.. (await asking).OrderBy(answer => answer.ConnectionId, StringComparer.Ordinal)];

        Assert.Equal([true, false], given.Select(answer => answer.IsSuccess));
        Assert.Null(given[0].Exception);
        Assert.Equal(7, Assert.IsType<RpcException>(given[1].Exception).Code);
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    public async Task What_the_function_throws_is_the_answer_of_its_client(string when)
    {
        List<RpcAnswer<int>> answers = await ListAsync(Clients.All.AskAsync<INews, int>(
            _ => when == "later" ? FailLaterAsync() : throw new FormatException(when), s_deadline));

        Assert.Equal(["a", "b", "c"], answers.Select(answer => answer.ConnectionId).Order());
        Assert.All(answers, answer => AssertError<FormatException>(answer, answer.ConnectionId));

        static async ValueTask<int> FailLaterAsync()
        {
            await Task.Yield();
            throw new FormatException();
        }
    }

    [Fact]
    public async Task Deadline_holds_for_a_function_that_does_not_end()
    {
        var never = new TaskCompletionSource<int>();
        Task<List<RpcAnswer<int>>> asking = ListAsync(Clients.Client("b").AskAsync(_ => never.Task, s_deadline));

        _time.Advance(s_deadline);

        AssertError<RpcTimeoutException>(Assert.Single(await asking), "b");
    }

    [Fact]
    public async Task Function_may_call_more_than_once_and_cannot_any_more_behind_the_deadline()
    {
        var late = new TaskCompletionSource<Exception>();
        Task<List<RpcAnswer<int>>> asking = ListAsync(Clients.Client("b").AskAsync(AskTwiceAsync, s_deadline));
        await _clients[1].AnswerAsync("""{"jsonrpc":"2.0","id":-1,"result":2}""");
        Assert.Equal(Question, await _clients[1].ReceiveAsync());
        Assert.Contains("\"id\":-2", await _clients[1].ReceiveAsync(), StringComparison.Ordinal);

        _time.Advance(s_deadline);

        AssertError<RpcTimeoutException>(Assert.Single(await asking), "b");
        Assert.IsAssignableFrom<OperationCanceledException>(await late.Task.Within());
        Assert.Contains("$/cancelRequest", await _clients[1].ReceiveAsync(), StringComparison.Ordinal);
        await AssertNothingElseCameAsync(_clients[1]);

        async ValueTask<int> AskTwiceAsync(INews client)
        {
            int first = await client.AskedAsync("?");
            try
            {
                return first + await client.AskedAsync("?");
            }
            catch (OperationCanceledException)
            {
                late.SetResult(await Record.ExceptionAsync(() => client.AskedAsync("too late").AsTask()));
                throw;
            }
        }
    }

    [Fact]
    public void Who_is_no_choice_of_clients_cannot_be_asked()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Ask(new OwnNews()));

        Assert.Equal("clients", exception.ParamName);
        Assert.Contains("IRpcClients<INews>", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Ask(null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(uint.MaxValue)]
    public void Deadline_is_refused_when_no_timer_takes_it(double milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Clients.All.AskAsync(client => client.AskedAsync("?"), TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public async Task Value_of_a_failure_throws_with_its_cause()
    {
        RpcAnswer<int> answer = Assert.Single(await ListAsync(Ask(Clients.Client("nobody"))));

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => answer.Value);

        Assert.Same(answer.Exception, exception.InnerException);
    }

    private static IAsyncEnumerable<RpcAnswer<int>> Ask(INews clients) =>
        clients.AskAsync(client => client.AskedAsync("?"), s_deadline);

    private static void AssertAnswer(RpcAnswer<int> answer, string id, int value)
    {
        Assert.Equal(id, answer.ConnectionId);
        Assert.True(answer.IsSuccess);
        Assert.Equal(value, answer.Value);
    }

    private static T AssertError<T>(RpcAnswer answer, string id)
        where T : Exception
    {
        Assert.Equal(id, answer.ConnectionId);
        Assert.False(answer.IsSuccess);
        return Assert.IsType<T>(answer.Exception);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> answers)
    {
        await using IAsyncEnumerator<T> enumerator = answers.GetAsyncEnumerator();
        return await RestAsync(enumerator);
    }

    private static async Task<List<T>> RestAsync<T>(IAsyncEnumerator<T> answers)
    {
        List<T> list = [];
        while (await answers.MoveNextAsync().Within())
        {
            list.Add(answers.Current);
        }

        return list;
    }

    private static async Task AssertCancelledAsync(FakeClient client)
    {
        Assert.Equal(Question, await client.ReceiveAsync());
        Assert.Equal(Cancel, await client.ReceiveAsync());
    }

    private int[] Pending() => [.. _clients.Select(client => client.Connection.Session.Outgoing.Count)];

    private void Enter(FakeClient client) =>
        _directory.Enter(new RoomMember(client.Connection, _directory.Rooms, new RoomLimits(10, 256)));

    private RoomMember Member(FakeClient client) =>
        _directory.TryGetMember(client.Connection.Id, out RoomMember? member) ? member : throw new InvalidOperationException();

    private async Task AssertNothingElseCameAsync(FakeClient client)
    {
        await new CallerClients<INews>(client.Connection, _directory).Caller.ToldAsync("last word").Within();
        Assert.Equal("""{"jsonrpc":"2.0","method":"told","params":["last word"]}""", await client.ReceiveAsync());
    }

    private sealed class OwnNews : INews
    {
        public ValueTask ToldAsync(string text) => default;

        public void Hinted(string text)
        {
        }

        public ValueTask<int> AskedAsync(string question) => default;

        public ValueTask ConfirmedAsync() => default;
    }
}
