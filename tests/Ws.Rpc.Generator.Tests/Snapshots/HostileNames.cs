namespace Ws.Rpc.Generated
{
    [RpcHub]
    public interface Proxy
    {
        ValueTask<int> @class(int @int, string writer, Args channel, CancellationToken @default);

        void Dispatcher(int arguments, int incoming, int target, int method, int name, int options, int a0, int _c0);

        Task InvokeAsync(Ws.Rpc.Generated.System.String text);

        Task Find(System.Guid guid);

        ValueTask Equals();
    }

    public record Args(int M0);
}

namespace Ws.Rpc.Generated.System
{
    public record String(int Length);

    public record Guid(int Value);
}
