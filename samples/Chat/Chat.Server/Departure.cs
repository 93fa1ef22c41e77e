using System.Collections.Generic;

namespace Chat.Server;

/// <summary>Who left which room, and the connections that are still there.</summary>
public sealed record Departure(string Room, string Name, IReadOnlyList<string> Others);
