using System.Net;

namespace Ws.Rpc.Testing.Network;

/// <summary>Where a server listens on a <see cref="ScriptedNetwork"/>.</summary>
internal sealed class NetworkEndPoint : EndPoint
{
    public override string ToString() => "scripted-network";
}
