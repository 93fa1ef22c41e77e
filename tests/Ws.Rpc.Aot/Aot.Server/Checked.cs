using Aot.Contracts;
using Microsoft.Extensions.Validation;

// The framework marks its generator's attribute as an experiment.
#pragma warning disable ASP0029

namespace Aot.Server;

/// <summary>Names the payloads that are checked, for the framework's generator.</summary>
[ValidatableType]
public sealed class Checked
{
    public Parcel? Parcel { get; set; }
}
