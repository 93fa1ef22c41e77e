using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>
/// Makes each offer of permessage-deflate one without context takeover by the client. A server may demand that of any client
/// (RFC 7692 section 7.1.1.2), but the framework does so only where the client itself has offered it.
/// </summary>
internal static class CompressionOffer
{
    private const string Extension = "permessage-deflate";
    private const string NoTakeover = "client_no_context_takeover";

    private static readonly string[] s_parameters =
        [NoTakeover, "server_no_context_takeover", "client_max_window_bits", "server_max_window_bits"];

    /// <summary>Changes the header; <see langword="false"/> where nothing in it can be agreed to.</summary>
    public static bool TryNarrow(IHeaderDictionary headers)
    {
        string[] offers = [.. headers.SecWebSocketExtensions.SelectMany(static value => (value ?? "").Split(','))];

        // A quoted value may hold the separators, and no parameter of this extension needs one.
        if (offers.Any(static offer => offer.Contains('"', StringComparison.Ordinal)))
        {
            return false;
        }

        List<string> narrowed = [];
        foreach (string[] offer in offers.Select(static offer => offer.Split(';', StringSplitOptions.TrimEntries)))
        {
            if (offer[0].Equals(Extension, StringComparison.OrdinalIgnoreCase) && offer.Skip(1).All(IsKnown))
            {
                narrowed.Add(string.Join("; ", offer.Skip(1).Where(IsNotTakeover).Prepend(Extension).Append(NoTakeover)));
            }
        }

        headers.SecWebSocketExtensions = string.Join(", ", narrowed);
        return narrowed.Count > 0;
    }

    // Who asks for what nobody knows is to be declined (RFC 7692 section 7.1), which the framework does not do.
    private static bool IsKnown(string parameter) =>
        s_parameters.Contains(parameter.Split('=')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase);

    private static bool IsNotTakeover(string parameter) => !parameter.Equals(NoTakeover, StringComparison.OrdinalIgnoreCase);
}
