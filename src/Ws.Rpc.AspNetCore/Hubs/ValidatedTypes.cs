using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>
/// What is known of the types of payloads: from the framework's validation where the application has added it
/// (<c>AddValidation</c>, source-generated), otherwise from reflection where that is switched on. Thread-safe.
/// </summary>
internal sealed class ValidatedTypes(JsonSerializerOptions json, FrameworkValidation? framework)
{
    private const int LongestKey = 128;

    private readonly ConcurrentDictionary<Type, ITypeChecks?> _types = new();

    public JsonSerializerOptions Json => json;

    /// <summary>Whether there may be something to check in values of a declared type.</summary>
    public bool Concerns(Type declared)
    {
        if (PlainTypes.Contains(declared))
        {
            return false;
        }

        return ReflectedTypes.IsSupported
            ? framework?.Knows(declared) == true || ReflectedTypes.HaveChecks(declared)
            : framework is not null;
    }

    /// <summary>Checks what is in a value: its members, its items or its elements.</summary>
    public void Check(object value, string path, ArgumentValidation validation)
    {
        if (validation.IsFull || PlainTypes.Contains(value.GetType()) || !validation.TryEnter(value))
        {
            return;
        }

        CheckContent(value, path, validation);
        validation.Exit();
    }

    private void CheckContent(object value, string path, ArgumentValidation validation)
    {
        if (value is ITuple tuple)
        {
            CheckTuple(tuple, path, validation);
        }
        else if (value is IDictionary dictionary)
        {
            CheckDictionary(dictionary, path, validation);
        }
        else if (value is IEnumerable items)
        {
            CheckItems(items, path, validation);
        }
        else
        {
            _types.GetOrAdd(value.GetType(), Find)?.Run(value, path, validation);
        }
    }

    private void CheckTuple(ITuple tuple, string path, ArgumentValidation validation)
    {
        for (int i = 0; i < tuple.Length; i++)
        {
            CheckItem(tuple[i], path, i, validation);
        }
    }

    private void CheckItems(IEnumerable items, string path, ArgumentValidation validation)
    {
        int index = 0;
        foreach (object? item in items)
        {
            CheckItem(item, path, index++, validation);
        }
    }

    private void CheckDictionary(IDictionary dictionary, string path, ArgumentValidation validation)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Value is { } value && !PlainTypes.Contains(value.GetType()))
            {
                Check(value, $"{path}[{KeyOf(entry)}]", validation);
            }
        }
    }

    // It is the peer's text, and stands in the path of everything below it.
    private static string KeyOf(DictionaryEntry entry)
    {
        string key = entry.Key.ToString() ?? "";
        int cut = char.IsHighSurrogate(key.ElementAtOrDefault(LongestKey - 1)) ? LongestKey - 1 : LongestKey;
        return key.Length <= LongestKey ? key : string.Concat(key.AsSpan(0, cut), "…");
    }

    private void CheckItem(object? item, string path, int index, ArgumentValidation validation)
    {
        if (item is not null && !PlainTypes.Contains(item.GetType()))
        {
            Check(item, $"{path}[{index}]", validation);
        }
    }

    private ITypeChecks? Find(Type type) =>
        framework?.Find(type, json) ?? (ReflectedTypes.IsSupported ? ReflectedTypes.Create(type, this) : null);
}
