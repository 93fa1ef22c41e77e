using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Grpc.Core;
using Grpc.Net.Client;
using Ws.Rpc.Benchmarks.Contenders.Wire;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>gRPC over HTTP/2, one duplex stream for all calls of a connection.</summary>
internal sealed class GrpcContender : IContender
{
    private static readonly Request s_sum = new() { Sum = new Sum { Left = 40, Right = 2 } };
    private static readonly Request s_order = new() { Order = Message(Order.Sample) };

    private readonly InOrder<Reply> _calls = new();
    private GrpcChannel _channel = null!;
    private Peer.PeerClient _client = null!;
    private AsyncDuplexStreamingCall<Request, Reply> _talk = null!;
    private Task _reading = Task.CompletedTask;

    public async ValueTask ConnectAsync(ServerAddress server)
    {
        // A handler of its own is a connection of its own.
        _channel = GrpcChannel.ForAddress(
            server.Http2, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler(), DisposeHttpClient = true });
        _client = new Peer.PeerClient(_channel);
        _talk = _client.Talk();
        _reading = ReadAsync();
        await AddAsync();
    }

    public async ValueTask AddAsync() => Verify.That((await _calls.AskAsync(s_sum, SendAsync)).Sum == 42);

    public async ValueTask OrderAsync() =>
        Verify.That((await _calls.AskAsync(s_order, SendAsync)).Order.Id == Order.Sample.Id);

    public async ValueTask TextAsync(string text) =>
        Verify.That((await _calls.AskAsync(new Request { Text = text }, SendAsync)).Text.Length == text.Length);

    public async ValueTask StreamAsync(int items)
    {
        int next = 0;
        using AsyncServerStreamingCall<Item> stream = _client.Stream(new StreamRequest { Items = items });
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            Verify.That(stream.ResponseStream.Current.Value == next++);
        }

        Verify.That(next == items);
    }

    public async ValueTask DisposeAsync()
    {
        await _talk.RequestStream.CompleteAsync();
        await _reading;
        _talk.Dispose();
        _channel.Dispose();
        _calls.Dispose();
    }

    private static Wire.Order Message(Order order) => new()
    {
        Id = order.Id,
        Customer = order.Customer,
        Street = order.Street,
        City = order.City,
        Paid = order.Paid,
        Total = (double)order.Total,
        Lines =
        {
            order.Lines.Select(line => new Wire.OrderLine
            {
                Article = line.Article,
                Text = line.Text,
                Count = line.Count,
                Price = (double)line.Price,
            }),
        },
    };

    private Task SendAsync(Request request) => _talk.RequestStream.WriteAsync(request);

    private async Task ReadAsync()
    {
        while (await _talk.ResponseStream.MoveNext(CancellationToken.None))
        {
            _calls.Answer(_talk.ResponseStream.Current);
        }
    }
}
