namespace Ws.Rpc.Generator.Diagnostics;

/// <summary>What diagnostics tell the code fixes, so that those need no analysis of their own.</summary>
internal static class FixProperties
{
    /// <summary>The documentation id of the type declaration to change.</summary>
    public const string Declaration = nameof(Declaration);

    /// <summary>The mark to add to the declaration.</summary>
    public const string Mark = nameof(Mark);

    /// <summary>The types to name to System.Text.Json, qualified, separated by <see cref="Separator"/>.</summary>
    public const string Types = nameof(Types);

    /// <summary>A wire name that is free.</summary>
    public const string WireName = nameof(WireName);

    public const char Separator = '\n';
}
