using System.Collections.Generic;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>A channel that knows whom it reaches, one by one.</summary>
internal interface IAskable
{
    /// <summary>Whom it reaches as of now, each once.</summary>
    IReadOnlyList<AskedMember> Members();
}
