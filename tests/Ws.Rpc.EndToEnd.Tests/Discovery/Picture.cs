using System;

namespace Ws.Rpc.EndToEnd.Tests.Discovery;

public sealed record Picture(string Title, DateTimeOffset Painted, Style Style, Picture? Copy = null);
