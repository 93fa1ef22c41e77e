using System;
using System.Collections.Generic;
using System.Linq;
using Ws.Rpc.CompilerServices;
using Ws.Rpc.Sessions;
using Ws.Rpc.Wire;

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>Checks the arguments of one call, and gathers what is wrong with them (protocol section 10).</summary>
internal sealed class ArgumentValidation(ArgumentValidator validator, IServiceProvider services) : RpcArgumentValidation
{
    // A message can hold a hundred thousand wrong items, and the answer shall not be larger than the question.
    private const int MostPaths = 32;
    private const int MostMessages = 8;

    // Nothing that was read can be deeper; what computes others of its kind, when it is asked for them, has no end.
    private const int Deepest = 64;

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<object>? _seen =
        validator.Types.Json.ReferenceHandler is null ? null : new HashSet<object>(ReferenceEqualityComparer.Instance);

    private int _depth;

    public IServiceProvider Services => services;

    public int ErrorCount { get; private set; }

    /// <summary>Whether there is no room for more errors, so that nothing more has to be looked at.</summary>
    public bool IsFull => _errors.Count >= MostPaths;

    public override void Check(int parameter, object? value)
    {
        if (validator.CheckOf(parameter) is not { } check)
        {
            return;
        }

        // Attributes of a parameter have no object around them; the framework hands them the value, too.
        check.Attributes.Run(value, value ?? check, check.Name, this);
        if (check.Descends && value is not null)
        {
            validator.Types.Check(value, check.Name, this);
        }
    }

    public override void End()
    {
        if (_errors.Count == 0)
        {
            return;
        }

        (string type, string text) = StandardError.Describe(RpcErrorCode.InvalidParams);
        KeyValuePair<string, List<string>> first = _errors.First();
        string detail = $"{validator.Method.Name}: '{first.Key}': {first.Value[0]}";
        var errors = _errors.ToDictionary(
            static error => error.Key, static error => error.Value.ToArray(), StringComparer.Ordinal);
        throw new RpcException(RpcErrorCode.InvalidParams, text, new ErrorData(type, detail, errors).ToElement());
    }

    public void Add(string path, string? message)
    {
        ErrorCount++;
        if (!_errors.TryGetValue(path, out List<string>? messages))
        {
            if (IsFull)
            {
                return;
            }

            _errors.Add(path, messages = []);
        }

        if (messages.Count < MostMessages)
        {
            messages.Add(message ?? "The value is not valid.");
        }
    }

    /// <summary>
    /// Whether an object is to be checked, until <see cref="Exit"/>: with references on the wire it may be there many times, and
    /// hold itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is too deep.</exception>
    public bool TryEnter(object value)
    {
        if (_seen?.Add(value) == false)
        {
            return false;
        }

        if (++_depth > Deepest)
        {
            throw new InvalidOperationException(
                $"The arguments of '{validator.Method.Name}' have no end: '{value.GetType()}' computes what holds others of its "
                + "kind. Mark the property with [SkipValidation] or [JsonIgnore].");
        }

        return true;
    }

    public void Exit() => _depth--;
}
