using System.Threading.Tasks;
using Consumer.Contracts;

namespace Consumer.Client;

internal sealed class Titles : IGreeterClient
{
    public ValueTask<string> AskTitleAsync(string name) => new("Dr");
}
