using System;
using Microsoft.AspNetCore.Http;
using Ws.Rpc.AspNetCore.Handshake;
using Xunit;

namespace Ws.Rpc.AspNetCore.Tests.Handshake;

public sealed class OriginPolicyTests
{
    [Theory]
    [InlineData("https://example.org", "https://example.org:443")]
    [InlineData("HTTPS://Example.ORG", "https://example.org:443")]
    [InlineData("http://example.org", "http://example.org:80")]
    [InlineData("http://example.org:8080", "http://example.org:8080")]
    [InlineData("https://[2001:DB8:0:0::1]", "https://[2001:db8::1]:443")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000")]
    [InlineData("app://main", "app://main")]
    [InlineData("chrome-extension://abcdefg", "chrome-extension://abcdefg")]
    public void Origin_is_read_in_one_form_when_it_is_well_formed(string text, string form)
    {
        Assert.True(Origin.TryParse(text, out Origin origin));
        Assert.Equal(form, origin.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("example.org")]
    [InlineData("://example.org")]
    [InlineData("https://")]
    [InlineData("https:///")]
    [InlineData("https://example.org/")]
    [InlineData("https://example.org/a")]
    [InlineData("https://example.org?a")]
    [InlineData("https://example.org#a")]
    [InlineData("https://user@example.org")]
    [InlineData("https://example.org:")]
    [InlineData("https://example.org:0")]
    [InlineData("https://example.org:65536")]
    [InlineData("https://example.org:+1")]
    [InlineData("https://example.org: 1")]
    [InlineData("https://example.org:1:2")]
    [InlineData("https://example.org, https://example.net")]
    [InlineData("https://example.org https://example.net")]
    [InlineData("https://exa\u0001mple.org")]
    [InlineData("https://bücher.example")]
    [InlineData("https://ex%61mple.org")]
    [InlineData("https:\\\\example.org")]
    [InlineData("https://[::1")]
    [InlineData("https://[::1]x")]
    [InlineData("https://[127.0.0.1]")]
    [InlineData("https://[fe80::1%251]")]
    [InlineData("https://[fe80::1%25eth0]")]
    [InlineData("https://[[::1]]")]
    [InlineData("https://example.org:0443")]
    [InlineData("https://.example.org")]
    [InlineData("https://a..example.org")]
    [InlineData("https://\u212a.example.org")]
    [InlineData(" https://example.org")]
    [InlineData("1https://example.org")]
    public void Origin_is_not_read_when_it_is_anything_else(string text) => Assert.False(Origin.TryParse(text, out _));

    [Theory]
    [InlineData("https", "example.org", "https://example.org", true)]
    [InlineData("https", "EXAMPLE.org:443", "https://example.org", true)]
    [InlineData("http", "example.org", "http://example.org:80", true)]
    [InlineData("http", "[::1]:80", "http://[0:0::1]", true)]
    [InlineData("https", "bücher.example", "https://xn--bcher-kva.example", true)]
    [InlineData("http", "example.org", "https://example.org", false)]
    [InlineData("https", "example.org", "https://example.org:8443", false)]
    [InlineData("https", "example.org", "https://www.example.org", false)]
    [InlineData("https", "", "https://example.org", false)]
    public void Origin_of_a_page_is_the_hub_s_own_when_all_three_are_equal(string scheme, string host, string text, bool isOwn)
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Scheme = scheme;
        request.Host = new HostString(host);
        Assert.True(Origin.TryParse(text, out Origin origin));

        Assert.Equal(isOwn, Origin.TryRead(request, out Origin own) && own == origin);
    }

    [Theory]
    [InlineData("https://*.example.org", "https://a.example.org", true)]
    [InlineData("https://*.example.org", "https://a.b.example.org", true)]
    [InlineData("https://*.example.org", "https://example.org", false)]
    [InlineData("https://*.example.org", "https://evilexample.org", false)]
    [InlineData("https://*.example.org", "https://a.example.org.evil.example", false)]
    [InlineData("https://*.example.org", "http://a.example.org", false)]
    [InlineData("https://*.example.org", "https://a.example.org:444", false)]
    [InlineData("https://*.example.org:444", "https://a.example.org:444", true)]
    [InlineData("https://*.Bücher.example", "https://a.xn--bcher-kva.example", true)]
    [InlineData("https://bücher.example:444", "https://xn--bcher-kva.example:444", true)]
    [InlineData("https://example.org", "https://example.org", true)]
    public void Origin_is_allowed_when_an_entry_says_so(string entry, string text, bool isAllowed)
    {
        Assert.True(OriginPolicy.IsValid(entry));
        Assert.True(Origin.TryParse(text, out Origin origin));

        Assert.Equal(isAllowed, new OriginPolicy([entry]).Allows(origin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("example.org")]
    [InlineData("https://example.org/")]
    [InlineData("https://*")]
    [InlineData("https://*.")]
    [InlineData("https://a.*.example.org")]
    [InlineData("https://*.*.example.org")]
    [InlineData("https://*.[::1]")]
    [InlineData("*://example.org")]
    [InlineData("*.example.org")]
    [InlineData("ü://bücher.example")]
    public void Entry_is_refused_when_it_is_no_origin(string entry)
    {
        Assert.False(OriginPolicy.IsValid(entry));
        Assert.Throws<ArgumentException>(() => new OriginPolicy([entry]));
    }
}
