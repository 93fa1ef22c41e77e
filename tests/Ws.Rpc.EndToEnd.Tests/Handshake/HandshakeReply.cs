using System;
using System.Collections.Generic;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>What a server answered to a handshake, before any frame.</summary>
internal sealed record HandshakeReply(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? this[string header] => Headers.TryGetValue(header, out string? value) ? value : null;

    public bool Has(string header, string value) =>
        this[header]?.Contains(value, StringComparison.OrdinalIgnoreCase) ?? false;
}
