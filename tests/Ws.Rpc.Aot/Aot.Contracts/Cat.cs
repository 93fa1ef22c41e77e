namespace Aot.Contracts;

public sealed record Cat(string Name, int Lives) : Animal(Name);
