using System.Threading.Tasks;

namespace Consumer.Whole;

internal sealed class Steps : ICounterClient
{
    public ValueTask<int> AskStepAsync() => new(2);
}
