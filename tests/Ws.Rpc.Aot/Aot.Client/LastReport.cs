using System;

namespace Aot.Client;

/// <summary>Keeps what was reported last.</summary>
internal sealed class LastReport : IProgress<int>
{
    private volatile int _value;

    public int Value => _value;

    public void Report(int value) => _value = value;
}
