using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ws.Rpc.AspNetCore;

/// <summary>
/// The request of a handshake, as it was but for its secrets: the headers <c>Authorization</c>, <c>Proxy-Authorization</c> and
/// <c>Cookie</c>, the bearer entries among the sub-protocols and <c>access_token</c> in the query are left out. Thread-safe.
/// </summary>
public sealed class RpcHandshakeRequest
{
    internal const string TokenParameter = "access_token";

    private static readonly string[] s_secretHeaders =
        [HeaderNames.Authorization, HeaderNames.ProxyAuthorization, HeaderNames.Cookie];

    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly QueryString _query;

    // A connection keeps this for as long as it lasts, and most hubs never ask.
    private volatile IHeaderDictionary? _headerTable;
    private volatile IQueryCollection? _queryTable;

    internal RpcHandshakeRequest(HttpRequest request)
    {
        Scheme = request.Scheme;
        Host = request.Host;
        Path = request.PathBase + request.Path;
        _query = request.QueryString;
        _headers =
        [
            .. request.Headers.Where(static header =>
                !s_secretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase)),
        ];
    }

    /// <summary>Gets the scheme: <c>http</c> or <c>https</c>, behind a proxy that of ForwardedHeaders.</summary>
    public string Scheme { get; }

    /// <summary>Gets the host that the client asked for, with its port if it named one.</summary>
    public HostString Host { get; }

    /// <summary>Gets the whole path, unescaped.</summary>
    public PathString Path { get; }

    /// <summary>Gets the parameters of the query.</summary>
    public IQueryCollection Query => _queryTable ??= new QueryCollection(
        QueryHelpers.ParseQuery(_query.Value)
            .Where(static entry => !entry.Key.Equals(TokenParameter, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>Gets the headers. Read-only.</summary>
    public IHeaderDictionary Headers => _headerTable ??= new HeaderDictionary(
        _headers.ToDictionary(StringComparer.OrdinalIgnoreCase))
    { IsReadOnly = true };

    /// <summary>Gets the sub-protocols that the client offers, in its order.</summary>
    public IReadOnlyList<string> SubProtocols => Headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol);
}
