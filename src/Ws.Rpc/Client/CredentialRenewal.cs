using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Diagnostics;
using Ws.Rpc.Sessions;

namespace Ws.Rpc.Client;

/// <summary>
/// Hands in fresh credentials before those of a connection expire (protocol section 8), one at a time. Whatever goes wrong is
/// tried again in what is left of the time, less and less of it; where that does not help the server closes with 4401, and the
/// client connects with a fresh token.
/// </summary>
internal sealed class CredentialRenewal(RpcClientOptions options, RpcSession session)
{
    // What is shorter is left to the server to end: a peer that speaks of nothing else shall not keep anybody busy.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    // Clients that were given the same time do not all come at once.
    private const double EarliestPart = 0.7;
    private const double LatestPart = 0.8;

    /// <summary>Renews them until the connection is over, or they do not expire any more. Never fails.</summary>
    /// <param name="expiresIn">How long they hold.</param>
    /// <param name="over">The connection is over.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever the user's source of tokens throws, there is another time.")]
    public async Task RunAsync(TimeSpan? expiresIn, CancellationToken over)
    {
        while (expiresIn is { } left && left >= s_shortest)
        {
            long begun = options.TimeProvider.GetTimestamp();
            try
            {
                await Task.Delay(PartOf(left), options.TimeProvider, over).ConfigureAwait(false);
                expiresIn = await RenewAsync(over).ConfigureAwait(false);
            }
            catch (Exception) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                session.Options.Logger.RenewalFailed(exception, session.ConnectionId);
                expiresIn = left - options.TimeProvider.GetElapsedTime(begun);
            }
        }
    }

    private TimeSpan PartOf(TimeSpan left) => left * (EarliestPart + ((LatestPart - EarliestPart) * options.Chance()));

    private async Task<TimeSpan?> RenewAsync(CancellationToken over)
    {
        // Who closes does not wait for a source of tokens that does not heed the end.
        string token = await options.AccessToken!(over).AsTask().WaitAsync(over).ConfigureAwait(false);
        try
        {
            TimeSpan? life = await session
                .InvokeAsync(SessionProtocol.Auth, new SessionAuthArguments(token), CredentialsLifeCodec.Instance, over)
                .ConfigureAwait(false);
            session.Options.Logger.CredentialsRenewed(session.ConnectionId, life);
            return life;
        }
        catch (RpcConnectionException)
        {
            // There is nothing left to renew them for.
            return null;
        }
    }
}
