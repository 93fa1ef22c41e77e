using System.Threading.Tasks;
using Grpc.Core;
using Ws.Rpc.Benchmarks.Contenders.Wire;

namespace Ws.Rpc.Benchmarks.Contenders;

/// <summary>The server of gRPC.</summary>
internal sealed class GrpcPeer : Peer.PeerBase
{
    public override async Task Talk(
        IAsyncStreamReader<Request> requestStream, IServerStreamWriter<Reply> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(Answer(requestStream.Current));
        }
    }

    public override async Task Stream(StreamRequest request, IServerStreamWriter<Item> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < request.Items; i++)
        {
            await responseStream.WriteAsync(new Item { Value = i });
        }
    }

    private static Reply Answer(Request request) => request.BodyCase switch
    {
        Request.BodyOneofCase.Sum => new Reply { Sum = request.Sum.Left + request.Sum.Right },
        Request.BodyOneofCase.Order => new Reply { Order = request.Order },
        _ => new Reply { Text = request.Text },
    };
}
