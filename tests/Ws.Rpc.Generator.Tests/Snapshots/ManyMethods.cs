namespace Demo;

[RpcHub]
public interface IHub
{
    void JoinRoom();

    void LeftRoom();

    void GetUsers();

    void GetRooms();

    void SetUsers();

    void SetRooms();

    void Ping();

    void Größe();

    [RpcMethod("a'\\c")]
    void Odd();

    [RpcMethod("a\u00e4c")]
    void Odder();

    [RpcMethod("a cd")]
    void Oddest();
}
