using System.Text.Json.Nodes;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>What is known so far of a method that is being described.</summary>
/// <param name="name">Its wire name.</param>
internal sealed class DescribedMethod(string name)
{
    public string Name => name;

    public string? Description { get; init; }

    public bool IsDeprecated { get; init; }

    public JsonArray Errors { get; init; } = new();

    public JsonArray Parameters { get; } = [];

    /// <summary>The result; none of a notification.</summary>
    public JsonObject? Result { get; set; }

    public JsonObject Extension { get; } = [];

    public JsonObject ToJson()
    {
        var method = new JsonObject { ["name"] = Name };
        if (Description is not null)
        {
            method["description"] = Description;
        }

        if (IsDeprecated)
        {
            method["deprecated"] = true;
        }

        method["paramStructure"] = "either";
        method["params"] = Parameters;
        if (Result is null)
        {
            Extension["notification"] = true;
        }
        else
        {
            method["result"] = Result;
            if (Errors.Count > 0)
            {
                method["errors"] = Errors;
            }
        }

        if (Extension.Count > 0)
        {
            method["x-ws-rpc"] = Extension;
        }

        return method;
    }
}
