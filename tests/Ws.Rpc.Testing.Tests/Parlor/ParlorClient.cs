using System.Threading.Tasks;

namespace Ws.Rpc.Testing.Tests.Parlor;

internal sealed class ParlorClient : IParlorClient
{
    public ValueTask MessageAsync(string text, int number) => default;

    public ValueTask<bool> ConfirmAsync(string question) => new(question.Length > 3);
}
