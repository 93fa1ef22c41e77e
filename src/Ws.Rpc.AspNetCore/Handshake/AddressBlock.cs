using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Ws.Rpc.AspNetCore.Handshake;

/// <summary>
/// Whom connections of a remote address are counted for: an IPv4 address, or the /64 network of an IPv6 one, which is what a
/// single subscriber is given.
/// </summary>
internal readonly record struct AddressBlock(AddressFamily Family, ulong Prefix)
{
    public static AddressBlock Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return new AddressBlock(address.AddressFamily, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }
}
