namespace Ws.Rpc.Interop.Tests.Contracts;

/// <summary>An object that contains itself: no serializer gets to its end.</summary>
public sealed class Knot
{
    public Knot Self => this;
}
