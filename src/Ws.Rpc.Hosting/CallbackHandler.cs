using System;

namespace Ws.Rpc.Hosting;

/// <summary>Lets a client serve a callback contract.</summary>
internal sealed record CallbackHandler(Func<RpcClient, IDisposable> AddTo);
