using System;
using System.Collections.Generic;
using Microsoft.Extensions.Time.Testing;
using Ws.Rpc.Client;
using Xunit;

namespace Ws.Rpc.Tests.Client;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("99999999999", 600)]
    [InlineData("Mon, 23 Nov 2026 10:00:30 GMT", 30)]
    [InlineData("Mon, 23 Nov 2026 09:00:00 GMT", 0)]
    [InlineData("Wed, 23 Nov 2033 09:00:00 GMT", 600)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Both_forms_are_read(string text, int? seconds)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        var headers = new Dictionary<string, IEnumerable<string>> { ["retry-after"] = [text] };

        Assert.Equal(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value), RetryAfter.Read(headers, time));
    }

    [Fact]
    public void Nothing_is_read_from_nothing()
    {
        Assert.Null(RetryAfter.Read(null, TimeProvider.System));
        Assert.Null(RetryAfter.Read(new Dictionary<string, IEnumerable<string>>(), TimeProvider.System));
    }
}
