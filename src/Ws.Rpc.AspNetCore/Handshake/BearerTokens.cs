using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Takes a token from where a browser can put it (protocol section 2) to where authentication looks for it, the header
/// <c>Authorization</c>. What it came in is removed, so that nobody behind echoes or logs it.
/// </summary>
internal static class BearerTokens
{
    private const string Prefix = "ws-rpc.bearer.";

    // RFC 6750 section 2.1. Nothing else gets into a header.
    private static readonly SearchValues<char> s_characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_characters);

    /// <summary>Moves the token, if there is one; <see langword="false"/>: there are several, or it is none.</summary>
    public static bool TryMove(HttpRequest request, bool fromQuery)
    {
        List<string> tokens = TakeSubProtocols(request.Headers);
        if (fromQuery)
        {
            tokens.AddRange(TakeParameters(request));
        }

        if (tokens.Count == 0)
        {
            return true;
        }

        // RFC 6750 section 2: a client uses one method at a time. Which of two would be meant?
        if (tokens.Count > 1 || !IsToken(tokens[0]) || request.Headers.Authorization.Count > 0)
        {
            return false;
        }

        request.Headers.Authorization = "Bearer " + tokens[0];
        return true;
    }

    private static List<string> TakeSubProtocols(IHeaderDictionary headers)
    {
        string[] offered = [.. headers.SecWebSocketProtocol.SelectMany(static value =>
            (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        List<string> tokens = [.. offered.Where(IsBearer).Select(Decode)];
        if (tokens.Count > 0)
        {
            // An empty header would be one that offers "".
            string rest = string.Join(", ", offered.Where(static name => !IsBearer(name)));
            headers.SecWebSocketProtocol = rest.Length == 0 ? StringValues.Empty : rest;
        }

        return tokens;
    }

    private static bool IsBearer(string subProtocol) => subProtocol.StartsWith(Prefix, StringComparison.Ordinal);

    // Empty, which is no token, where it cannot be decoded.
    private static string Decode(string subProtocol)
    {
        ReadOnlySpan<char> encoded = subProtocol.AsSpan(Prefix.Length);
        return Base64Url.IsValid(encoded) ? Encoding.Latin1.GetString(Base64Url.DecodeFromChars(encoded)) : "";
    }

    private static List<string> TakeParameters(HttpRequest request)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(request.QueryString.Value);
        List<string> tokens = [];
        foreach (string name in query.Keys.Where(IsTokenParameter).ToArray())
        {
            tokens.AddRange(query[name].Select(static value => value ?? ""));
            query.Remove(name);
        }

        if (tokens.Count > 0)
        {
            request.QueryString = new QueryBuilder(query).ToQueryString();
            if (request.HttpContext.Features.Get<IHttpRequestFeature>() is { } feature)
            {
                feature.RawTarget = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.Value;
            }
        }

        return tokens;
    }

    private static bool IsTokenParameter(string name) =>
        name.Equals(RpcHandshakeRequest.TokenParameter, StringComparison.OrdinalIgnoreCase);
}
