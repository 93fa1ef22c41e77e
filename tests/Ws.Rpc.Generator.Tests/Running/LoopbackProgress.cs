using System;

namespace Ws.Rpc.Generator.Tests.Running;

/// <summary>Progress that is reported at once; <see cref="Progress{T}"/> would post it.</summary>
internal sealed class LoopbackProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
