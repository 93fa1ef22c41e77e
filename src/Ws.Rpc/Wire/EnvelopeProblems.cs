using System;

namespace Ws.Rpc.Wire;

/// <summary>
/// What is wrong with an envelope. Collected while reading and named afterwards, the lowest bit first, so that the answer does
/// not depend on the order of the members.
/// </summary>
[Flags]
internal enum EnvelopeProblems
{
    None = 0,
    Version = 1 << 0,
    IdRepeated = 1 << 1,
    IdType = 1 << 2,
    IdTooLong = 1 << 3,
    MethodInResponse = 1 << 4,
    MethodMissing = 1 << 5,
    MethodType = 1 << 6,
    MethodTooLong = 1 << 7,
    MethodText = 1 << 8,
    ParamsType = 1 << 9,
    MemberRepeated = 1 << 10,
    SessionInBatch = 1 << 11,
    CreditInBatch = 1 << 12,
    CreditValue = 1 << 13,
    AfterType = 1 << 14,
}
