namespace Ws.Rpc.Generator.Model;

internal enum ReturnKind
{
    Void,
    Task,
    ValueTask,
    TaskOfResult,
    ValueTaskOfResult,
    Stream,
}
