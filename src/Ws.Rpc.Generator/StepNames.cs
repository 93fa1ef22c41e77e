namespace Ws.Rpc.Generator;

/// <summary>Names of the pipeline's steps, by which tests see what was cached.</summary>
internal static class StepNames
{
    public const string Hubs = nameof(Hubs);
    public const string Callbacks = nameof(Callbacks);
    public const string Options = nameof(Options);
    public const string Mark = nameof(Mark);
}
