using System;
using System.ComponentModel;

namespace Ws.Rpc.CompilerServices;

/// <summary>
/// Says that the source generator has run on an assembly's contracts. The generator writes it; projects that use the contracts
/// are warned at compile time where it is missing.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RpcGeneratedAttribute : Attribute;
