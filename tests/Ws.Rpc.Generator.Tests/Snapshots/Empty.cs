namespace Demo;

[RpcHub]
public interface IHub;

[RpcCallback]
internal interface ICallback
{
}
