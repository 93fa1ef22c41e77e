using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Ws.Rpc.EndToEnd.Tests.Validation;

public sealed record Order(
    [Required] string Customer,
    [MinLength(1)] IReadOnlyList<Line> Lines,
    [property: JsonPropertyName("ship-to")] Address? ShipTo = null,
    Dictionary<string, Line>? Extras = null,
    Gift? Gift = null);
