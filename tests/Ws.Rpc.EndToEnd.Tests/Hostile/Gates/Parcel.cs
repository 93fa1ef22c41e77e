using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Linq;

namespace Ws.Rpc.EndToEnd.Tests.Hostile.Gates;

/// <summary>Something with rules, which holds more of its kind.</summary>
public sealed class Parcel
{
    [Range(1, 10)]
    public int Weight { get; set; } = 1;

    [StringLength(8)]
    public string? Label { get; set; }

    public List<Parcel?>? Parts { get; set; }

    public Dictionary<string, Parcel>? Extras { get; set; }

    /// <summary>Whether all rules are kept, in the eyes of somebody else than the library.</summary>
    public bool IsSound() =>
        Weight is >= 1 and <= 10
        && (Label?.Length ?? 0) <= 8
        && (Parts?.TrueForAll(static part => part?.IsSound() != false) ?? true)
        && (Extras?.Values.All(static part => part.IsSound()) ?? true);
}
