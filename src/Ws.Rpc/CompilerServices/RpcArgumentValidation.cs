namespace Ws.Rpc.CompilerServices;

/// <summary>Checks the arguments of one call, which have been read, before its method is called.</summary>
internal abstract class RpcArgumentValidation
{
    /// <summary>Checks one argument and keeps what is wrong with it.</summary>
    public abstract void Check(int parameter, object? value);

    /// <exception cref="RpcException">At least one argument is refused (−32602).</exception>
    public abstract void End();
}
