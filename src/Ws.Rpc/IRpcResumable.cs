using System.Collections.Generic;

namespace Ws.Rpc;

/// <summary>
/// What a proxy returns for a method whose result is a stream: for callers that want to go on where a stream was interrupted, if
/// its producer says where that is (<see cref="RpcStreamContext.SetCursor"/>).
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IRpcResumable<out T> : IAsyncEnumerable<T>
{
    /// <summary>
    /// Gets the last position that the producer stated among the items taken so far, by whichever enumeration;
    /// <see langword="null"/> if it stated none.
    /// </summary>
    string? Cursor { get; }

    /// <summary>
    /// Gives the same stream, to be continued at a position: its producer sees it as <see cref="RpcStreamContext.After"/>.
    /// </summary>
    /// <param name="cursor">A <see cref="Cursor"/> of this stream or of an earlier one.</param>
    /// <returns>The rest of the stream.</returns>
    IRpcResumable<T> ContinueAfter(string cursor);
}
