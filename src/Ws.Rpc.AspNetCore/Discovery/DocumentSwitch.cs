using System;

namespace Ws.Rpc.AspNetCore.Discovery;

/// <summary>Marks the endpoint of a hub's document, and says whether it is there.</summary>
/// <param name="isOn">Whether it is; asked when the application runs.</param>
internal sealed class DocumentSwitch(Func<bool> isOn)
{
    public bool IsOn => isOn();
}
