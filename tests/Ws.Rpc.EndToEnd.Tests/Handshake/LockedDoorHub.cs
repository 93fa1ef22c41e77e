using Microsoft.AspNetCore.Authorization;

namespace Ws.Rpc.EndToEnd.Tests.Handshake;

[Authorize(Roles = "admin")]
internal sealed class LockedDoorHub(DoorState state) : DoorHub(state), IDoorHub;
