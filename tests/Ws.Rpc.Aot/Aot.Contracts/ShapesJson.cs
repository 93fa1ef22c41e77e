using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Aot.Contracts;

/// <summary>What is not a primitive travels by source-generated metadata.</summary>
[JsonSerializable(typeof(Primitives))]
[JsonSerializable(typeof(Animal))]
[JsonSerializable(typeof(Page<Animal>))]
[JsonSerializable(typeof(Dictionary<string, List<Animal>>))]
[JsonSerializable(typeof(TimeSpan))]
[JsonSerializable(typeof(Uri))]
[JsonSerializable(typeof(Parcel))]
public sealed partial class ShapesJson : JsonSerializerContext;
