namespace Demo;

public class Outer
{
    internal struct Inner
    {
        [RpcHub(Callback = typeof(IBack))]
        public interface IHub
        {
            Task SaveAsync(Payload payload);
        }

        [RpcCallback]
        public interface IBack
        {
            void Saved();
        }
    }

    internal sealed record Payload(int Id);
}

public interface I_Under_Scored
{
    [RpcHub]
    public interface IHub
    {
        Task PingAsync();
    }
}
