using System;

namespace Ws.Rpc;

/// <summary>
/// Marks methods whose calls run one after another on a connection: the next starts when the one before has completed, in the
/// order in which they came. Other calls overlap with them as usual. On a contract it marks all of its methods.
/// </summary>
/// <remarks>
/// While such a call awaits an answer of its own caller the next may start, so that calls nested both ways cannot wait for each
/// other. A call that is cancelled while it waits is answered at once (−32800), and counts among the pending ones (protocol
/// section 12).
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface, AllowMultiple = false, Inherited = false)]
public sealed class RpcOrderedAttribute : Attribute;
