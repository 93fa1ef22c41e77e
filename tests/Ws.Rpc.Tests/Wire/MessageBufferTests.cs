using System;
using System.Linq;
using System.Threading.Tasks;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Wire;

public sealed class MessageBufferTests
{
    [Fact]
    public void Released_buffer_is_rented_again_empty()
    {
        MessageBuffer first = MessageBuffer.Rent();
        first.Write("abc"u8);
        first.Release();
        MessageBuffer second = MessageBuffer.Rent();
        Assert.Same(first, second);
        Assert.Equal(0, second.Length);
        second.Release();
    }

    [Fact]
    public void Rented_buffers_are_different()
    {
        MessageBuffer first = MessageBuffer.Rent();
        MessageBuffer second = MessageBuffer.Rent();
        Assert.NotSame(first, second);
        first.Release();
        second.Release();
    }

    [Fact]
    public void Content_survives_growth()
    {
        byte[] expected = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        MessageBuffer buffer = MessageBuffer.Rent();
        foreach (byte[] chunk in expected.Chunk(37))
        {
            buffer.Write(chunk);
        }

        Assert.Equal(expected, buffer.Span);
        Assert.Equal(expected, buffer.Memory.ToArray());
        buffer.Release();
    }

    [Fact]
    public void Spans_and_memories_are_as_long_as_asked_and_never_empty()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        Assert.NotEqual(0, buffer.GetSpan().Length);
        Assert.True(buffer.GetMemory(5000).Length >= 5000);
        buffer.Advance(buffer.GetSpan().Length);
        Assert.NotEqual(0, buffer.GetMemory().Length);
        buffer.Write(1);
        Assert.Equal(1, buffer.Span[^1]);
        buffer.Release();
    }

    [Fact]
    public void Advance_beyond_the_space_is_refused()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        int free = buffer.GetSpan().Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(free + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Equal(0, buffer.Length);
        buffer.Release();
    }

    [Fact]
    public void Truncate_takes_back_what_was_written_behind()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        buffer.Write("abcdef"u8);
        buffer.Truncate(2);
        buffer.Write("x"u8);
        Assert.Equal("abx"u8, buffer.Span);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(-1));
        buffer.Release();
    }

    [Fact]
    public void Second_release_throws()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        buffer.Release();
        Assert.Throws<ObjectDisposedException>(buffer.Release);
    }

    [Fact]
    public void Retained_buffer_keeps_its_bytes_until_the_last_release()
    {
        MessageBuffer buffer = MessageBuffer.Rent();
        buffer.Write("abc"u8);
        buffer.Retain();
        buffer.Release();
        MessageBuffer other = MessageBuffer.Rent();
        Assert.NotSame(buffer, other);
        Assert.Equal("abc"u8, buffer.Span);
        buffer.Release();
        other.Release();
    }

    [Fact]
    public async Task Buffers_released_by_any_thread_stay_whole()
    {
        await Parallel.ForAsync(0, 2000, async (i, token) =>
        {
            MessageBuffer buffer = MessageBuffer.Rent();
            byte[] text = [.. Enumerable.Repeat((byte)i, (i % 50 * 100) + 1)];
            buffer.Write(text);
            Task[] readers = [.. Enumerable.Range(0, 3).Select(_ =>
            {
                buffer.Retain();
                return Task.Run(() => ReadAndRelease(buffer, text), token);
            })];
            ReadAndRelease(buffer, text);
            await Task.WhenAll(readers);
        });
    }

    private static void ReadAndRelease(MessageBuffer buffer, byte[] expected)
    {
        Assert.True(buffer.Span.SequenceEqual(expected));
        buffer.Release();
    }
}
