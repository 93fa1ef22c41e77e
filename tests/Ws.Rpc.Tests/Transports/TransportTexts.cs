using System.Text;
using System.Threading.Tasks;
using Ws.Rpc.Transports;
using Xunit;

namespace Ws.Rpc.Tests.Transports;

/// <summary>Transports carry bytes; tests prefer text.</summary>
internal static class TransportTexts
{
    public static Task WriteTextAsync(this IMessageTransport transport, string text) =>
        transport.WriteAsync(Encoding.UTF8.GetBytes(text)).Within();

    public static async Task SendTextAsync(this IMessageTransport transport, string text)
    {
        await transport.WriteTextAsync(text);
        await transport.FlushAsync().Within();
    }

    public static async Task<string> ReceiveTextAsync(this IMessageTransport transport)
    {
        Assert.True(await transport.ReceiveAsync().Within());
        return Encoding.UTF8.GetString(transport.Message.Span);
    }

    public static async Task<TransportClosure> ReceiveClosureAsync(this IMessageTransport transport)
    {
        Assert.False(await transport.ReceiveAsync().Within());
        return transport.Closure;
    }
}
