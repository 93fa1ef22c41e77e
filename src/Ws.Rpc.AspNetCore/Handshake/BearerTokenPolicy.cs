using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Moves a handshake's token into its header as soon as routing has found that it is for a hub. That is early enough for
/// authentication, which comes behind routing, and late enough to leave all other endpoints of the application alone.
/// </summary>
internal sealed class BearerTokenPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private static readonly Endpoint s_refusal = new(
        static context => HandshakeAnswer.RejectAsync(
            context, RpcHandshakeResult.Reject(StatusCodes.Status400BadRequest, "One well-formed bearer token is expected.")),
        EndpointMetadataCollection.Empty,
        "400 Malformed bearer token");

    // Behind those of the framework, which rule candidates out.
    public override int Order => 10_000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<TokenSources>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i)
                && candidates[i].Endpoint.Metadata.GetMetadata<TokenSources>() is { } sources
                && !BearerTokens.TryMove(httpContext.Request, sources.AllowsQuery))
            {
                // The way in which the framework's own policies refuse, for example a content type.
                httpContext.SetEndpoint(s_refusal);
                httpContext.Request.RouteValues = [];
                break;
            }
        }

        return Task.CompletedTask;
    }
}
