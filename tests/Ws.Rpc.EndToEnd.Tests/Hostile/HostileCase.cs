using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Ws.Rpc.EndToEnd.Tests.Hostile;

/// <summary>What one hostile client sends over one connection, and what it must get back.</summary>
internal sealed record HostileCase(string Name, IReadOnlyList<HostileStep> Steps)
{
    /// <summary>Whether the connection is upgraded before the first step.</summary>
    public bool IsUpgraded { get; init; } = true;

    /// <summary>Where the connection is upgraded.</summary>
    public string Path { get; init; } = "/hub";

    /// <summary>What the handshake of an upgraded connection bears besides what it must, in lines that end with <c>\n</c>.</summary>
    public string Headers { get; init; } = "";

    /// <summary>Whether what the client does may make a handler of ours fail, which is logged as an error.</summary>
    public bool LogsError { get; init; }

    /// <summary>
    /// A case in lines: <c>&gt; text</c> sends a message and <c># 81 80</c> bytes, <c>&lt; text</c> hears a message that begins
    /// so, <c>&lt;&lt; text</c> hears it sooner or later, <c>p text</c> is a pong, <c>x 4500</c> a close code, <c>x</c> the end of
    /// TCP, and <c>.</c> a call that is answered, with nothing before. It ends with the latter, or, behind <c>~</c>, with the same
    /// whatever comes before, unless the connection does.
    /// </summary>
    /// <param name="name">What it is, one of a kind in its category.</param>
    /// <param name="script">The lines.</param>
    /// <param name="logsError">See <see cref="LogsError"/>.</param>
    /// <param name="alive">Whether the connection answers a call at the end; if not, another does.</param>
    public static HostileCase Messages(string name, string script, bool logsError = false, bool alive = true)
    {
        List<HostileStep> steps = [.. Lines(script).Select(Parse)];
        return new HostileCase(name, alive ? Complete(steps) : steps) { LogsError = logsError };
    }

    /// <summary>A case of raw bytes on an upgraded connection, and then lines as above.</summary>
    public static HostileCase Bytes(string name, byte[] bytes, string then) =>
        new(name, Complete([Send(bytes), .. Lines(then).Select(Parse)]));

    /// <summary>A case of an HTTP request, written with <c>\n</c> for line ends, and the status that comes back.</summary>
    public static HostileCase Request(string name, string request, int status) =>
        new(name,
            [
                Send(Encoding.Latin1.GetBytes(HostileSocket.Lines(request))),
                new HostileStep(HostileStepKind.Status, [], Code: status),
            ])
        {
            IsUpgraded = false,
        };

    private static string[] Lines(string script) =>
        script.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<HostileStep> Complete(List<HostileStep> steps)
    {
        HostileStepKind? last = steps.Count == 0 ? null : steps[^1].Kind;
        if (last is not (HostileStepKind.Close or HostileStepKind.End or HostileStepKind.Alive or HostileStepKind.Answers))
        {
            steps.Add(new HostileStep(HostileStepKind.Alive, []));
        }

        return steps;
    }

    private static HostileStep Send(byte[] bytes) => new(HostileStepKind.Send, bytes);

    private static HostileStep Parse(string line)
    {
        string rest = line.TrimStart('>', '<', 'x', 'p').Trim();
        return line switch
        {
            "." => new HostileStep(HostileStepKind.Alive, []),
            "~" => new HostileStep(HostileStepKind.Answers, []),
            "x" => new HostileStep(HostileStepKind.End, []),
            _ when line.StartsWith('>') => Send(HostileFrame.Text(rest)),
            _ when line.StartsWith('#') => Send(Convert.FromHexString(line[1..].Replace(" ", "", StringComparison.Ordinal))),
            _ when line.StartsWith("<<", StringComparison.Ordinal) => new HostileStep(HostileStepKind.HearLater, [], rest),
            _ when line.StartsWith('<') => new HostileStep(HostileStepKind.Hear, [], rest),
            _ when line.StartsWith('p') => new HostileStep(HostileStepKind.Pong, [], rest),
            _ when line.StartsWith('x') =>
                new HostileStep(HostileStepKind.Close, [], Code: int.Parse(rest, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"No step: {line}", nameof(line)),
        };
    }
}
