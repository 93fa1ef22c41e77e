using System.Text;
using System.Threading.Tasks;
using CsCheck;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

public sealed class CloseFrameTests
{
    [Fact]
    public void Reasons_are_cut_to_whole_characters_whatever_they_are() => Gen.String.Sample(text =>
    {
        string cut = CloseFrame.CutReason(text);
        int length = Encoding.UTF8.GetByteCount(cut);
        string whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return length <= 123 && whole.StartsWith(cut, System.StringComparison.Ordinal)
            && (cut == whole || length > 123 - 4);
    });

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public void Short_reasons_stay(string reason) => Assert.Equal(reason, CloseFrame.CutReason(reason));

    [Fact]
    public void A_character_that_does_not_fit_is_left_out()
    {
        Assert.Equal(new string('a', 122), CloseFrame.CutReason(new string('a', 122) + "é"));
        Assert.Equal(new string('a', 121) + "é", CloseFrame.CutReason(new string('a', 121) + "é"));
        Assert.Equal(new string('a', 120), CloseFrame.CutReason(new string('a', 120) + "\U0001F600"));
    }

    [Fact]
    public async Task A_long_reason_arrives_cut()
    {
        await using TransportPair pair = await TransportPair.CreateAsync(PairKind.Collecting);
        Task<TransportClosure> atClient = pair.Client.ReceiveClosureAsync();

        await pair.Server.CloseAsync(1011, new string('ü', 200), System.TimeSpan.FromSeconds(15)).Within();

        Assert.Equal(new string('ü', 61), (await atClient).Description);
    }
}
