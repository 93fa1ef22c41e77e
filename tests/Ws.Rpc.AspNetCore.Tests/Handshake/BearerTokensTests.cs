using System;
using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.AspNetCore.Handshake;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Handshake;

public sealed class BearerTokensTests
{
    private readonly HttpRequest _request = new DefaultHttpContext().Request;

    [Theory]
    [InlineData("TOKEN", "")]
    [InlineData("TOKEN, ws-rpc.v1+json", "ws-rpc.v1+json")]
    [InlineData("json,TOKEN,ws-rpc.v1+json", "json, ws-rpc.v1+json")]
    public void Token_moves_from_the_sub_protocols_to_the_header(string offered, string rest)
    {
        _request.Headers.SecWebSocketProtocol = offered.Replace("TOKEN", Encode("ab.c-d_e~f+g/h="), StringComparison.Ordinal);

        Assert.True(BearerTokens.TryMove(_request, fromQuery: false));

        Assert.Equal("Bearer ab.c-d_e~f+g/h=", _request.Headers.Authorization);
        Assert.Equal(rest, _request.Headers.SecWebSocketProtocol.ToString());
        Assert.True(BearerTokens.TryMove(_request, fromQuery: false));
    }

    [Theory]
    [InlineData("?access_token=abc", "")]
    [InlineData("?a=1&access_token=abc&b=2", "?a=1&b=2")]
    [InlineData("?ACCESS_TOKEN=abc&a=%26", "?a=%26")]
    public void Token_moves_from_the_query_when_that_is_allowed(string query, string rest)
    {
        _request.QueryString = new QueryString(query);

        Assert.True(BearerTokens.TryMove(_request, fromQuery: true));

        Assert.Equal("Bearer abc", _request.Headers.Authorization);
        Assert.Equal(rest, _request.QueryString.Value);
        Assert.False(_request.Query.ContainsKey("access_token"));
    }

    [Fact]
    public void Query_is_left_alone_when_it_is_not_allowed()
    {
        _request.QueryString = new QueryString("?access_token=abc");

        Assert.True(BearerTokens.TryMove(_request, fromQuery: false));

        Assert.Equal("?access_token=abc", _request.QueryString.Value);
        Assert.Equal(0, _request.Headers.Authorization.Count);
    }

    [Theory]
    [InlineData("ws-rpc.bearer.", "", null)]
    [InlineData("ws-rpc.bearer.!", "", null)]
    [InlineData("ws-rpc.bearer.DQpYOiB5", "", null)]
    [InlineData("ws-rpc.bearer.YQ, ws-rpc.bearer.YQ", "", null)]
    [InlineData("ws-rpc.bearer.YQ", "?access_token=a", null)]
    [InlineData("ws-rpc.bearer.YQ", "", "Basic YTpi")]
    [InlineData("", "?access_token=a&access_token=b", null)]
    [InlineData("", "?access_token=", null)]
    [InlineData("", "?access_token=a%0D%0AX:y", null)]
    public void Token_is_refused_and_removed_when_it_is_malformed_or_one_of_two(string offered, string query, string? header)
    {
        _request.Headers.SecWebSocketProtocol = offered;
        _request.QueryString = new QueryString(query);
        _request.Headers.Authorization = header;

        Assert.False(BearerTokens.TryMove(_request, fromQuery: true));

        Assert.Equal(header ?? "", _request.Headers.Authorization.ToString());
        Assert.DoesNotContain("bearer", _request.Headers.SecWebSocketProtocol.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _request.QueryString.Value);
    }

    private static string Encode(string token) => "ws-rpc.bearer." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));
}
