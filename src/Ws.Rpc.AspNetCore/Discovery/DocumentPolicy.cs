using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>
/// Leaves a document that is switched off to whatever else the application has at its path: what the options of a hub say is
/// known only after it was mapped.
/// </summary>
internal sealed class DocumentPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(static endpoint => endpoint.Metadata.GetMetadata<DocumentSwitch>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i)
                && candidates[i].Endpoint.Metadata.GetMetadata<DocumentSwitch>() is { IsOn: false })
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }
}
