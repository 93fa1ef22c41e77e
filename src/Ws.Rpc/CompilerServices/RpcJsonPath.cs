using System.Linq;

namespace Ws.Rpc.CompilerServices;

/// <summary>Says where in a value something does not fit, and nothing else: the serializer's own texts quote the peer.</summary>
internal static class RpcJsonPath
{
    private const int LongestPath = 128;

    // A path holds names that the peer chose where it leads through a dictionary.
    public static string Describe(string? path) =>
        path is not null && path.Length <= LongestPath && path.All(c => c is >= ' ' and <= '~')
            ? $"{path} does not fit"
            : "the value does not fit";
}
