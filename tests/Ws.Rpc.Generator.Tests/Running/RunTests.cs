using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.CompilerServices;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>Compiles contracts, loads them and calls them through their own proxy and dispatcher.</summary>
public sealed class RunTests
{
    private const string Calls = """
        using System.Linq;
        public enum Mode { Fast, Careful }
        public sealed record Note(int Id, string Text);

        [RpcHub]
        public interface IHub
        {
            ValueTask<int> AddAsync(int left, int right = 40);
            Task<string> EchoAsync(string text);
            Task SaveAsync(Note note);
            ValueTask<Note?> LoadAsync(int? id = null, Mode mode = Mode.Careful);
            ValueTask<string> JoinAsync(string separator, params Note[] notes);
            ValueTask<int> SumAsync(params int[] numbers);
            void Poke(string? text);
            ValueTask PingAsync();
            Task<bool> IsCancelledAsync(CancellationToken cancellationToken);
        }

        public sealed class Hub : IHub
        {
            private Note? _note;
            public ValueTask<int> AddAsync(int left, int right) => new(left + right);
            public async Task<string> EchoAsync(string text) { await Task.Yield(); return text; }
            public Task SaveAsync(Note note) { _note = note; return Task.CompletedTask; }
            public ValueTask<Note?> LoadAsync(int? id, Mode mode) =>
                new(id == _note?.Id ? _note : mode == Mode.Careful ? null : new Note(-1, "fast"));
            public ValueTask<string> JoinAsync(string separator, params Note[] notes) =>
                new(string.Join(separator, notes.Select(n => n.Text)));
            public ValueTask<int> SumAsync(params int[] numbers) => new(numbers.Sum());
            public void Poke(string? text) => _note = text is null ? null : new Note(0, text);
            public ValueTask PingAsync() => default;
            public Task<bool> IsCancelledAsync(CancellationToken cancellationToken) =>
                Task.FromResult(cancellationToken.IsCancellationRequested);
        }

        public static class Driver
        {
            public static async Task<string> RunAsync(IHub hub)
            {
                List<object?> log = new();
                log.Add(await hub.AddAsync(1, 2));
                log.Add(await hub.EchoAsync("hé\"llo"));
                await hub.SaveAsync(new Note(7, "seven"));
                log.Add(await hub.LoadAsync(7));
                log.Add(await hub.LoadAsync(8, Mode.Fast));
                log.Add(await hub.LoadAsync(8) is null);
                log.Add(await hub.JoinAsync("-", new Note(1, "a"), new Note(2, "b")));
                log.Add(await hub.JoinAsync("-"));
                log.Add(await hub.SumAsync());
                log.Add(await hub.SumAsync(1, 2, 3, 4, 5));
                hub.Poke("poked");
                log.Add(await hub.LoadAsync(0));
                hub.Poke(null);
                log.Add(await hub.LoadAsync(0) is null);
                await hub.PingAsync();
                log.Add(await hub.IsCancelledAsync(default));
                log.Add(await hub.IsCancelledAsync(new CancellationToken(true)));
                return string.Join("; ", log);
            }
        }
        """;

    [Fact]
    public async Task Proxy_and_dispatcher_understand_each_other()
    {
        LoadedSample sample = new(Calls);
        Assert.Equal(
            "3; hé\"llo; Note { Id = 7, Text = seven }; Note { Id = -1, Text = fast }; True; a-b; ; 0; 15; "
            + "Note { Id = 0, Text = poked }; True; False; True",
            await sample.RunAsync());
        Assert.Equal("?add[1,2]", sample.Channel.Sent[0]);
        Assert.Equal("""?save[{"id":7,"text":"seven"}]""", sample.Channel.Sent[2]);
        Assert.Equal("""?join["-",{"id":1,"text":"a"},{"id":2,"text":"b"}]""", sample.Channel.Sent[6]);
        Assert.Equal("!poke[\"poked\"]", sample.Channel.Sent[10]);
        Assert.Equal("?ping[]", sample.Channel.Sent[14]);
        Assert.Equal("?isCancelled[]", sample.Channel.Sent[15]);
    }

    [Theory]
    [InlineData("add", "[2]", "42")]
    [InlineData("add", """{"right":1,"left":2}""", "3")]
    [InlineData("add", """{"left":2,"unknown":[{}]}""", "42")]
    [InlineData("sum", """{"numbers":[1,2,3]}""", "6")]
    [InlineData("sum", "{}", "0")]
    [InlineData("join", """{"notes":[{"id":1,"text":"a"},{"id":2,"text":"b"}],"separator":","}""", "\"a,b\"")]
    [InlineData("ping", "", "null")]
    [InlineData("ping", """{"unknown":1}""", "null")]
    [InlineData("load", "[]", "null")]
    [InlineData("isCancelled", "[]", "true")]
    public async Task Arguments_are_read_by_position_and_by_name(string method, string arguments, string result)
    {
        LoadedSample sample = new(Calls);
        byte[] answer = await sample.Channel.SendAsync(method, arguments, new CancellationToken(canceled: true));
        Assert.Equal(result, Encoding.UTF8.GetString(answer));
    }

    [Theory]
    [InlineData("add", "[]", "'left' is required")]
    [InlineData("add", """{"right":1}""", "'left' is required")]
    [InlineData("add", "[1,2,3]", "at most 2 arguments are taken")]
    [InlineData("add", """{"left":1,"left":2}""", "'left' is given twice")]
    [InlineData("ping", "[1]", "at most 0 arguments are taken")]
    public async Task Arguments_are_refused_when_they_are_not_the_methods(string method, string arguments, string problem)
    {
        LoadedSample sample = new(Calls);
        RpcPayloadException exception = await Assert.ThrowsAsync<RpcPayloadException>(
            async () => await sample.Channel.SendAsync(method, arguments));
        Assert.Equal(problem, exception.Message);
    }

    [Theory]
    [InlineData("save", "[null]")]
    [InlineData("echo", "[null]")]
    [InlineData("add", "[\"1\"]")]
    [InlineData("join", "[\"-\",null]")]
    public async Task Arguments_are_refused_when_the_contract_refuses_their_type(string method, string arguments) =>
        await Assert.ThrowsAsync<RpcPayloadException>(
            async () => await new LoadedSample(Calls).Channel.SendAsync(method, arguments));
}
