using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.EndToEnd.Tests.Hostile.Gates.Cases;
using Xunit;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>
/// What hostile clients try at the gates of a server. After each case nobody has got in who should not have, every place is free
/// again, and neither a token nor a control character stands in the log, which has everything.
/// </summary>
[Collection(GatedCollection.Name)]
public sealed class GateCorpusTests(GatedServer server)
{
    private const int Fewest = 500;

    private static readonly Dictionary<string, IReadOnlyList<HostileCase>> s_categories = new()
    {
        ["origin"] = OriginCases.All,
        ["token"] = TokenCases.All,
        ["filter"] = FilterCases.All,
        ["credentials"] = CredentialCases.All,
        ["rate"] = RateCases.All,
        ["guard"] = GuardCases.All,
        ["room"] = RoomCases.All,
        ["validation"] = ValidationCases.All,
    };

    public static TheoryData<string, int, string> Names
    {
        get
        {
            var names = new TheoryData<string, int, string>();
            foreach ((string category, IReadOnlyList<HostileCase> cases) in s_categories)
            {
                for (int i = 0; i < cases.Count; i++)
                {
                    // Some names hold what no name of a test may.
                    names.Add(category, i, string.Concat(cases[i].Name.Where(char.IsAscii).Take(60)));
                }
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public Task Gate_holds_and_its_server_is_unharmed_when_attacked(string category, int number, string name)
    {
        HostileCase played = s_categories[category][number];
        Assert.StartsWith(name[..System.Math.Min(name.Length, 1)], played.Name, System.StringComparison.Ordinal);
        return server.PlayAsync(played);
    }

    [Fact]
    public void Corpus_does_not_shrink() => Assert.True(s_categories.Values.Sum(static cases => cases.Count) >= Fewest);
}
