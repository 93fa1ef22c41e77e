namespace Ws.Rpc.JavaScript.Tests.Hosting;

/// <summary>What a suite wants of a server. Times are milliseconds.</summary>
/// <param name="Resume">Whether sessions survive their connections.</param>
/// <param name="Window">For how long.</param>
/// <param name="BufferFrames">How many frames are kept.</param>
/// <param name="Authorized">Whether only users may connect.</param>
/// <param name="MaxConnections">How many may be connected.</param>
/// <param name="DrainTimeout">The time that calls have when the server stops.</param>
public sealed record HubServerOptions(
    bool Resume = true,
    int Window = 30_000,
    int BufferFrames = 1024,
    bool Authorized = false,
    int? MaxConnections = null,
    int DrainTimeout = 2000);
