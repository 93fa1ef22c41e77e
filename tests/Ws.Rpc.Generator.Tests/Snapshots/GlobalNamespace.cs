[RpcHub]
public interface IHub
{
    ValueTask<int> AddAsync(int left, int right);
}
