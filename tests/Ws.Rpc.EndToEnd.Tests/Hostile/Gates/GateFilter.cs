using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Ws.Rpc.AspNetCore;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>Stamps the pass of each call, but for those that bear a forbidden word, wherever it stands.</summary>
internal sealed class GateFilter : IRpcCallFilter
{
    public const string Forbidden = "forbidden";

    public ValueTask InvokeAsync(RpcCallContext call, RpcCallDelegate next)
    {
        if (call.Arguments is { } arguments && Bears(arguments))
        {
            throw new RpcException(RpcErrorCode.Forbidden, "Not that word.");
        }

        call.Services.GetRequiredService<GatePass>().IsStamped = true;
        return next(call);
    }

    private static bool Bears(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (Bears(item))
                    {
                        return true;
                    }
                }

                return false;
            case JsonValueKind.Object:
                // As most filters would: by the name, of which the last one counts.
                return value.TryGetProperty("text", out JsonElement text) && Bears(text);
            case JsonValueKind.String:
                return value.ValueEquals(Forbidden);
            default:
                return false;
        }
    }
}
