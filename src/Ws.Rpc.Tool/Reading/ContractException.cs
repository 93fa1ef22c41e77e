using System;

namespace Ws.Rpc.Tool.Reading;

/// <summary>Something in the contracts has no TypeScript side, or cannot be read. The message is for the user.</summary>
internal sealed class ContractException(string message) : Exception(message);
