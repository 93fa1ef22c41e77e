namespace Ws.Rpc.AspNetCore.Hubs;

/// <summary>What is checked of the objects of one type. Immutable and thread-safe.</summary>
internal interface ITypeChecks
{
    /// <summary>Checks an object, and keeps what is wrong with it under its path and those below.</summary>
    void Run(object value, string path, ArgumentValidation validation);
}
