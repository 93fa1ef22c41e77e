using Ws.Rpc.Testing;

namespace Ws.Rpc.Chaos.Scenarios;

/// <summary>Which connection of a session is cut, and how; those before it are reset in their middle.</summary>
/// <param name="Fault">How.</param>
/// <param name="Connection">Which one, from 1.</param>
/// <param name="ToClient">In which direction the bytes are counted.</param>
internal sealed record CutPlan(NetworkFault Fault, int Connection, bool ToClient)
{
    private const int Middle = 1_000;

    public NetworkDirection Direction(NetworkConnection connection) => ToClient ? connection.ToClient : connection.ToServer;

    /// <summary>Carries it out where this is the connection.</summary>
    /// <param name="connection">A connection of the session.</param>
    /// <param name="number">Which one it is, from 1.</param>
    /// <param name="position">Behind which byte it is cut.</param>
    public void Apply(NetworkConnection connection, int number, long? position)
    {
        if (number < Connection)
        {
            connection.ToClient.At(Middle, NetworkFault.Reset);
        }
        else if (number == Connection && position is { } cut)
        {
            Direction(connection).At(cut, Fault);
        }
    }
}
