using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

/// <summary>Has no end, though nothing of that comes over the wire.</summary>
public sealed class Endless
{
    [Range(0, 100)]
    public int Number { get; set; }

    public IEnumerable<Endless> Next => [new Endless { Number = Number }];
}
