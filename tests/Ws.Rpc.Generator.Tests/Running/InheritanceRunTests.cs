using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Ws.Rpc.Generator.Tests.Running;

public sealed class InheritanceRunTests
{
    private const string Source = """
        public interface IRoot { Task<string> RootAsync(); }
        public interface ILeft : IRoot { Task<int> BothAsync(int x); }
        public interface IRight : IRoot { Task<int> BothAsync(int x); }
        public interface IStore<T> { ValueTask<T> GetAsync(T fallback); }

        [RpcHub]
        public interface IHub : ILeft, IRight, IStore<string?> { new Task<string> RootAsync(); int Local() => 42; }

        public sealed class Hub : IHub
        {
            public Task<string> RootAsync() => Task.FromResult("root");
            public Task<int> BothAsync(int x) => Task.FromResult(x * 2);
            public ValueTask<string?> GetAsync(string? fallback) => new(fallback);
        }

        public static class Driver
        {
            public static async Task<string> RunAsync(IHub hub) => string.Join("; ",
                await hub.RootAsync(), await ((IRoot)hub).RootAsync(),
                await ((ILeft)hub).BothAsync(1), await ((IRight)hub).BothAsync(2),
                await hub.GetAsync(null) ?? "null", await hub.GetAsync("x"), hub.Local());
        }
        """;

    [Fact]
    public async Task Inherited_methods_are_called_through_each_interface()
    {
        LoadedSample sample = new(Source);
        Assert.Equal("root; root; 2; 4; null; x; 42", await sample.RunAsync());
        Assert.Equal(["both", "get", "root"], sample.Contract.Methods.Select(method => method.Name).Order());
    }

    [Fact]
    public void Every_name_is_found_when_there_are_many()
    {
        string[] names = [.. Enumerable.Range(0, 60).Select(i => (i % 7) switch
        {
            0 => $"get{i:00}",
            1 => $"set{i:00}",
            2 => $"{i:00}",
            3 => $"über{i:00}",
            4 => $"a\\\"b{i:00}",
            5 => new string('x', i),
            _ => $"list.{i:00}",
        })];
        string methods = string.Concat(names.Select((name, i) => $"[RpcMethod(\"{name}\")] void M{i}();"));
        string bodies = string.Concat(names.Select((_, i) => $"public void M{i}() {{ }}"));
        LoadedSample sample = new($"[RpcHub] public interface IHub {{ {methods} }} public class Hub : IHub {{ {bodies} }}");
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i].Replace("\\", "", System.StringComparison.Ordinal);
            Assert.Equal(i, sample.Dispatcher.Find(Encoding.UTF8.GetBytes(name)));
            Assert.Equal(-1, sample.Dispatcher.Find(Encoding.UTF8.GetBytes(name + "?")));
            Assert.Equal(-1, sample.Dispatcher.Find(Encoding.UTF8.GetBytes(name[..^1] + '\u007f')));
        }

        Assert.Equal(-1, sample.Dispatcher.Find([]));
    }
}
