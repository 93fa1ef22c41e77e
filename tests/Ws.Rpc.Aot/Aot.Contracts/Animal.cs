using System.Text.Json.Serialization;

namespace Aot.Contracts;

[JsonDerivedType(typeof(Cat), "cat")]
[JsonDerivedType(typeof(Dog), "dog")]
public abstract record Animal(string Name);
