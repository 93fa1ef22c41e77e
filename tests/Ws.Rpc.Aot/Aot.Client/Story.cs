using System;
using System.Globalization;

namespace Aot.Client;

/// <summary>What came of each shape, a line each.</summary>
internal static class Story
{
    public static void Tell(string shape, object? result) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {result ?? "null"}"));
}
