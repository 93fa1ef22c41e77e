using System.Diagnostics.CodeAnalysis;

namespace Demo;

[RpcHub]
public interface IHub
{
    [Obsolete("Use NewAsync.", error: true)]
    Task OldAsync();

    Task NewAsync();
}

[RpcHub]
[Experimental("DEMO001")]
public interface IExperimental
{
    Task TryAsync(Trial trial);
}

[Experimental("DEMO001")]
public record Trial(int Number);

[RpcHub]
[Obsolete("Gone.", error: true)]
public interface IGone
{
    Task GoneAsync(Gone gone);
}

[Obsolete("Gone.", error: true)]
public record Gone(int Number);
