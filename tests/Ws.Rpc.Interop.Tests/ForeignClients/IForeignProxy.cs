using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Interop.Tests.Contracts;

namespace Ws.Rpc.Interop.Tests.ForeignClients;

/// <summary>Our contract as a user of StreamJsonRpc would write it down.</summary>
public interface IForeignProxy
{
    Task<int> SubtractAsync(int minuend, int subtrahend, CancellationToken cancellationToken);

    Task<Part?> FindAsync(string name);

    Task StoreAsync(Part part);

    Task Note(string text);
}
