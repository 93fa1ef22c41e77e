using System;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>Marks the endpoint of a hub, and says whence its tokens may come.</summary>
/// <param name="allowsQuery">Whether from the query; asked when the application runs.</param>
internal sealed class TokenSources(Func<bool> allowsQuery)
{
    public bool AllowsQuery => allowsQuery();
}
