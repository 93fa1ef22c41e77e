using System;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Ws.Rpc.Hosting;

/// <summary>
/// Reads the settings that a configuration can hold, by hand: the binder would reflect, over options that are never changed in
/// place.
/// </summary>
internal static class SettingsSection
{
    /// <exception cref="FormatException">A value cannot be read; its key is named.</exception>
    public static void Apply(IConfiguration section, RpcClientSettings settings)
    {
        RpcClientOptions old = settings.Options;
        settings.Uri = section["Uri"] is { Length: > 0 } uri ? new Uri(uri) : settings.Uri;
        settings.ConnectOnStart = Read(section, nameof(settings.ConnectOnStart), settings.ConnectOnStart, bool.TryParse);
        settings.Options = old with
        {
            Resume = Read(section, nameof(old.Resume), old.Resume, bool.TryParse),
            WhileDisconnected = Read(section, nameof(old.WhileDisconnected), old.WhileDisconnected, TryParseEnum),
            Compression = Read(section, nameof(old.Compression), old.Compression, bool.TryParse),
            ConnectTimeout = ReadTime(section, nameof(old.ConnectTimeout), old.ConnectTimeout),
            CallTimeout = ReadTime(section, nameof(old.CallTimeout), old.CallTimeout),
            CloseTimeout = ReadTime(section, nameof(old.CloseTimeout), old.CloseTimeout),
            HeartbeatInterval = ReadTime(section, nameof(old.HeartbeatInterval), old.HeartbeatInterval),
            HeartbeatTimeout = ReadTime(section, nameof(old.HeartbeatTimeout), old.HeartbeatTimeout),
            MessageTimeout = ReadTime(section, nameof(old.MessageTimeout), old.MessageTimeout),
            StreamIdleTimeout = ReadTime(section, nameof(old.StreamIdleTimeout), old.StreamIdleTimeout),
            MaxMessageBytes = ReadNumber(section, nameof(old.MaxMessageBytes), old.MaxMessageBytes),
            OutgoingQueueBytes = ReadNumber(section, nameof(old.OutgoingQueueBytes), old.OutgoingQueueBytes),
            MaxConcurrentCalls = ReadNumber(section, nameof(old.MaxConcurrentCalls), old.MaxConcurrentCalls),
            MaxPendingCalls = ReadNumber(section, nameof(old.MaxPendingCalls), old.MaxPendingCalls),
            MaxWaitingCalls = ReadNumber(section, nameof(old.MaxWaitingCalls), old.MaxWaitingCalls),
            StreamCredit = ReadNumber(section, nameof(old.StreamCredit), old.StreamCredit),
            MaxStreams = ReadNumber(section, nameof(old.MaxStreams), old.MaxStreams),
            MaxStreamBytes = ReadNumber(section, nameof(old.MaxStreamBytes), old.MaxStreamBytes),
            MaxStreamTokens = ReadNumber(section, nameof(old.MaxStreamTokens), old.MaxStreamTokens),
            Reconnect = ReadPolicy(section.GetSection(nameof(old.Reconnect)), old.Reconnect),
        };
    }

    private delegate bool TryParse<T>(string text, out T value);

    // "Reconnect": false switches it off.
    private static RpcReconnectPolicy? ReadPolicy(IConfigurationSection section, RpcReconnectPolicy? old)
    {
        if (bool.TryParse(section.Value, out bool isOn) && !isOn)
        {
            return null;
        }

        RpcReconnectPolicy policy = old ?? new RpcReconnectPolicy();
        return old is null && !section.Exists() ? null : policy with
        {
            BaseDelay = ReadTime(section, nameof(policy.BaseDelay), policy.BaseDelay),
            MaxDelay = ReadTime(section, nameof(policy.MaxDelay), policy.MaxDelay),
            StableAfter = ReadTime(section, nameof(policy.StableAfter), policy.StableAfter),
            Factor = Read(section, nameof(policy.Factor), policy.Factor, TryParseDouble),
            MaxAttempts = section[nameof(policy.MaxAttempts)] is { Length: > 0 }
                ? ReadNumber(section, nameof(policy.MaxAttempts), 0)
                : policy.MaxAttempts,
        };
    }

    private static TimeSpan ReadTime(IConfiguration section, string key, TimeSpan old) => Read(section, key, old, TryParseTime);

    private static int ReadNumber(IConfiguration section, string key, int old) => Read(section, key, old, TryParseNumber);

    private static T Read<T>(IConfiguration section, string key, T old, TryParse<T> tryParse)
    {
        string? text = section[key];
        return string.IsNullOrEmpty(text) ? old
            : tryParse(text, out T value) ? value
            : throw new FormatException($"'{key}' of the client's settings cannot be read as {typeof(T).Name}.");
    }

    private static bool TryParseTime(string text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);

    private static bool TryParseNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool TryParseDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool TryParseEnum(string text, out RpcWhileDisconnected value) =>
        Enum.TryParse(text, ignoreCase: true, out value);
}
