using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks;

/// <summary>How long and how often to measure.</summary>
internal sealed record RunSettings(int Rounds, TimeSpan Round, TimeSpan WarmUp, string? Only, int? Members, int? Cycles, string? Peer)
{
    public static RunSettings Parse(string[] args)
    {
        var settings = new RunSettings(5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), null, null, null, null);
        for (int i = 0; i + 1 < args.Length; i += 2)
        {
            settings = args[i] switch
            {
                "--rounds" => settings with { Rounds = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--seconds" => settings with { Round = Seconds(args[i + 1]) },
                "--warmup" => settings with { WarmUp = Seconds(args[i + 1]) },
                "--members" => settings with { Members = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--cycles" => settings with { Cycles = int.Parse(args[i + 1], CultureInfo.InvariantCulture) },
                "--peer" => settings with { Peer = args[i + 1] },
                "--only" => settings with { Only = args[i + 1] },
                _ => throw new ArgumentException($"'{args[i]}' is not known."),
            };
        }

        return settings;
    }

    /// <summary>Whether the question of this name is asked: all are, but for <c>--only</c>.</summary>
    public bool Asks(string question) => Only is null || question.Contains(Only, StringComparison.Ordinal);

    /// <summary>The peers to measure beside: all, but for <c>--peer</c>.</summary>
    public IReadOnlyList<Contender> Beside(IReadOnlyList<Contender> peers) =>
        [.. peers.Where(peer => Peer is null || peer.Name.Contains(Peer, StringComparison.Ordinal))];

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
