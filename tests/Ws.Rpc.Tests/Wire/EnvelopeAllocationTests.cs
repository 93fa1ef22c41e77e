using System;
using System.Text;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class EnvelopeAllocationTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":7,"method":"send","params":["lobby","hi"],"credit":64}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"\u0073end","params":{"a":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":-7,"result":{"a":[1,2,3]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"m"}}""")]
    [InlineData("""{"id":1,"jsonrpc":"2.0"}""")]
    public void Reading_allocates_nothing_when_ids_are_integers(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        Assert.Equal(100, ReadMany(bytes, 100));
        Assert.Equal(0, Allocation.LeastOf(() => ReadMany(bytes, 1000)));
    }

    [Fact]
    public void Walking_a_batch_allocates_nothing_when_ids_are_integers()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""[{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","method":"b"}]""");
        Assert.Equal(200, WalkMany(bytes, 100));
        Assert.Equal(0, Allocation.LeastOf(() => WalkMany(bytes, 1000)));
    }

    private static int ReadMany(byte[] message, int count)
    {
        Span<byte> scratch = stackalloc byte[WireLimits.Default.MaxMethodBytes];
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            Envelope envelope = EnvelopeReader.Read(message, scratch, WireLimits.Default);
            read += envelope.Method.Length + envelope.Payload.Length + envelope.ErrorCode != 0 ? 1 : 0;
        }

        return read;
    }

    private static int WalkMany(byte[] message, int count)
    {
        Span<byte> scratch = stackalloc byte[WireLimits.Default.MaxMethodBytes];
        int entries = 0;
        for (int i = 0; i < count; i++)
        {
            BatchReader batch = new(message, WireLimits.Default);
            while (batch.MoveNext())
            {
                entries += EnvelopeReader.ReadEntry(batch.Current, scratch, WireLimits.Default).Method.Length;
            }
        }

        return entries;
    }
}
