using System;
using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>Progress that nobody wants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcProgress
{
    /// <summary>Gives what a method receives that does not take <see langword="null"/>.</summary>
    /// <typeparam name="T">The type of the reports.</typeparam>
    /// <returns>An object that does nothing with a report.</returns>
    public static IProgress<T> None<T>() => RpcNoProgress<T>.Instance;
}
