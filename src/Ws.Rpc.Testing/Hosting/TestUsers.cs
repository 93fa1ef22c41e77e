using System.Collections.Generic;
using System.Globalization;
using System.Security.Claims;
using System.Threading;

namespace Ws.Rpc.Testing.Hosting;

/// <summary>Who the clients of a host say they are: each has a number, which is what they send.</summary>
internal sealed class TestUsers
{
    public const string Header = "X-Ws-Rpc-Test-User";

    // Guards _users.
    private readonly Lock _gate = new();
    private readonly List<ClaimsPrincipal> _users = [];

    public string Add(ClaimsPrincipal user)
    {
        lock (_gate)
        {
            _users.Add(user);
            return (_users.Count - 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    public ClaimsPrincipal? Find(string number)
    {
        lock (_gate)
        {
            return uint.TryParse(number, CultureInfo.InvariantCulture, out uint index) && index < _users.Count
                ? _users[(int)index]
                : null;
        }
    }
}
