namespace Ws.Rpc.Streams;

/// <summary>What became of a stream given to a <see cref="StreamTable{TName, TStream}"/>.</summary>
internal enum StreamAdmission
{
    Admitted,

    /// <summary>The limit is reached.</summary>
    TooMany,

    /// <summary>A live stream has the name already, and keeps it.</summary>
    NameTaken,

    /// <summary>The connection is over.</summary>
    Closed,
}
