using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.AspNetCore.Hosting;

/// <summary>Chooses what to answer to the offered sub-protocols (protocol section 2).</summary>
internal static class SubProtocols
{
    /// <summary>Ours if offered, else the first known alias, else none.</summary>
    public static string? Choose(IList<string> offered, IList<string> aliases) =>
        offered.Contains(SessionProtocol.SubProtocol)
            ? SessionProtocol.SubProtocol
            : offered.FirstOrDefault(name => aliases.Contains(name, StringComparer.Ordinal));
}
