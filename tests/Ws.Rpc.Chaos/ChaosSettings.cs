using System;
using System.Globalization;

namespace Ws.Rpc.Chaos;

/// <summary>How long the runs are, and what chance begins with: both can be said from outside.</summary>
internal static class ChaosSettings
{
    public const string ScaleName = "WS_RPC_CHAOS_SCALE";
    public const string SeedName = "WS_RPC_CHAOS_SEED";

    /// <summary>How many times as long as in CI: <c>WS_RPC_CHAOS_SCALE</c>, 1 by default.</summary>
    public static int Scale { get; } = Read(ScaleName) ?? 1;

    /// <summary>What chance begins with: <c>WS_RPC_CHAOS_SEED</c>, another one for each day by default.</summary>
    public static int Seed { get; } = Read(SeedName) ?? DateTime.UtcNow.DayOfYear;

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
