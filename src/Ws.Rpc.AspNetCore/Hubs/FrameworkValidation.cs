using System;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

// The framework marks it as an experiment until its shape is final; it is touched in two files only, for that day.
#pragma warning disable ASP0029

namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>What the application has given to the framework's validation by <c>AddValidation</c>.</summary>
internal sealed class FrameworkValidation
{
    private readonly ValidationOptions _options;

    private FrameworkValidation(ValidationOptions options) => _options = options;

    /// <summary><see langword="null"/> where the application has added none.</summary>
    public static FrameworkValidation? Of(IServiceProvider services) =>
        services.GetService<IOptions<ValidationOptions>>()?.Value is { Resolvers.Count: > 0 } options
            ? new FrameworkValidation(options)
            : null;

    /// <summary>Whether a type, a member or a parameter says that it is not to be checked.</summary>
    public static bool Skips(ICustomAttributeProvider marked) => marked.IsDefined(typeof(SkipValidationAttribute), inherit: true);

    public bool Knows(Type type) => _options.TryGetValidatableTypeInfo(type, out _);

    public ITypeChecks? Find(Type type, JsonSerializerOptions json) =>
        _options.TryGetValidatableTypeInfo(type, out IValidatableInfo? info)
            ? new FrameworkType(info, _options, new JsonMemberNames(type, json))
            : null;
}
