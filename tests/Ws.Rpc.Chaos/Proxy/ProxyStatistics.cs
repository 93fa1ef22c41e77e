namespace Ws.Rpc.Chaos.Proxy;

/// <summary>What a proxy has done so far.</summary>
/// <param name="Accepted">Connections that it took.</param>
/// <param name="Refused">Connections that it refused.</param>
/// <param name="Open">Connections that there are now.</param>
/// <param name="Faults">Plans that came true, stalls and delays aside, and those killed or half-opened together.</param>
/// <param name="Bytes">Bytes that passed.</param>
internal sealed record ProxyStatistics(int Accepted, int Refused, int Open, int Faults, long Bytes);
