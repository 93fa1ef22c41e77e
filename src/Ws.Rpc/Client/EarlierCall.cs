using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>What has been tried of a call that has to go elsewhere.</summary>
/// <param name="Session">Where it was tried.</param>
/// <param name="Failure">Why it cannot be there.</param>
/// <param name="Begun">The time stamp from which its time counts.</param>
internal readonly record struct EarlierCall(RpcSession Session, RpcConnectionException Failure, long Begun)
{
    /// <summary>For calls that fail as soon as they are made.</summary>
    public const long JustNow = 0;
}
