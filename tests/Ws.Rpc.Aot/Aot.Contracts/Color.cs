namespace Aot.Contracts;

public enum Color
{
    Red,
    Green,
    Blue,
}
