namespace Ws.Rpc.AspNetCore;

/// <summary>What names a filter without naming its type to who reads it.</summary>
internal interface ICallFilterSource
{
    CallFilterSource CreateSource();
}
