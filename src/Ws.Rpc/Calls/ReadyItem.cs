namespace Ws.Rpc.Calls;

/// <summary>Somebody who waits and has what he waited for: <see cref="ReadyCalls"/> lets him go on.</summary>
internal abstract class ReadyItem
{
    /// <summary>The link of <see cref="ReadyCalls"/>.</summary>
    public ReadyItem? NextReady { get; set; }

    /// <summary>Runs what waited.</summary>
    public abstract void Continue();
}
