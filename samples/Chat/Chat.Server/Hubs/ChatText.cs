using System.Linq;
using Chat.Contracts;
using Ws.Rpc;

namespace Chat.Server.Hubs;

/// <summary>What may be a name, and what may be said.</summary>
internal static class ChatText
{
    private const int KeyLength = 64;

    /// <summary>What is wrong with a name; <see langword="null"/>: nothing.</summary>
    public static string? ProblemOf(string? name, string what) =>
        string.IsNullOrWhiteSpace(name) || name.Length > ChatLimits.NameLength ? $"{what} must have 1 to {ChatLimits.NameLength} characters."
        : name.Any(char.IsControl) || name.Trim() != name ? $"{what} must not have control characters, or blanks at its ends."
        : null;

    public static void ThrowIfBadName(string name, string what) => ThrowIf(ProblemOf(name, what));

    public static void ThrowIfBadText(string text) => ThrowIf(
        string.IsNullOrWhiteSpace(text) || text.Length > ChatLimits.TextLength
            ? $"The text must have 1 to {ChatLimits.TextLength} characters."
            : null);

    public static void ThrowIfBadKey(string? key) =>
        ThrowIf(key is { Length: 0 or > KeyLength } ? $"The key must have 1 to {KeyLength} characters." : null);

    private static void ThrowIf(string? problem)
    {
        if (problem is not null)
        {
            throw new RpcException(ChatError.BadText, problem);
        }
    }
}
