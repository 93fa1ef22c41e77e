using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hostile.Cases;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>
/// What hostile clients send. Each case gets back what it must; and after each of them another client is served, nothing of it is
/// left behind on the server, and nothing of it stands in the log.
/// </summary>
[Collection(HostileCollection.Name)]
public sealed class CorpusTests(HostileServer server)
{
    private const int Fewest = 150;

    private static readonly Dictionary<string, IReadOnlyList<HostileCase>> s_categories = new()
    {
        ["handshake"] = HandshakeCases.All,
        ["frame"] = FrameCases.All,
        ["control frame"] = ControlFrameCases.All,
        ["fragment"] = FragmentCases.All,
        ["text"] = TextCases.All,
        ["envelope"] = EnvelopeCases.All,
        ["id"] = IdCases.All,
        ["batch"] = BatchCases.All,
        ["params"] = ParamsCases.All,
        ["value"] = ValueCases.All,
        ["result stream"] = ResultStreamCases.All,
        ["argument stream"] = ArgumentStreamCases.All,
        ["progress"] = ProgressCases.All,
        ["cancel"] = CancelCases.All,
        ["session"] = SessionCases.All,
        ["response"] = ResponseCases.All,
        ["load"] = LoadCases.All,
    };

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach ((string category, IReadOnlyList<HostileCase> cases) in s_categories)
            {
                foreach (HostileCase hostile in cases)
                {
                    names.Add(category, hostile.Name);
                }
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task Server_answers_as_documented_and_is_unharmed_when_attacked(string category, string name) =>
        server.PlayAsync(s_categories[category].Single(hostile => hostile.Name == name));

    [Fact]
    public void Corpus_does_not_shrink() => Assert.True(s_categories.Values.Sum(static cases => cases.Count) >= Fewest);
}
