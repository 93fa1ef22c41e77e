using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http.Features;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

/// <summary>A server that promises to upgrade and cannot.</summary>
internal sealed class BrokenUpgrade : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => true;

    public Task<Stream> UpgradeAsync() => throw new IOException("No upgrade today.");
}
