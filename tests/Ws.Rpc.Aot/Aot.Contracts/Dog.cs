namespace Aot.Contracts;

public sealed record Dog(string Name, bool Good) : Animal(Name);
