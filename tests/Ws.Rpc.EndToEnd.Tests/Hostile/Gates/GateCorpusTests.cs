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
    private const int Fewest = 690;

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
    public Task Gate_holds_and_its_server_is_unharmed_when_attacked(string category, string name) =>
        server.PlayAsync(s_categories[category].Single(hostile => hostile.Name == name));

    [Fact]
    public void Corpus_does_not_shrink() => Assert.True(s_categories.Values.Sum(static cases => cases.Count) >= Fewest);
}
