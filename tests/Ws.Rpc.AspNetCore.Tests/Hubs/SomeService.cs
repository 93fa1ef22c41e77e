using System;
using System.Collections.Generic;

namespace Ws.Rpc.AspNetCore.Tests.Hubs;

public sealed class SomeService(List<string> journal) : IDisposable
{
    public List<string> Journal { get; } = journal;

    public void Dispose() => Journal.Add("service");
}
