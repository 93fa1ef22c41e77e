namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>One for each call: shows that the filter has seen it.</summary>
internal sealed class GatePass
{
    public bool IsStamped { get; set; }
}
