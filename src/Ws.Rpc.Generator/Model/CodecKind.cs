namespace Ws.Rpc.Generator.Model;

/// <summary>How values of a type are written and read. The first group are fields of <c>RpcCodecs</c>, by these names.</summary>
internal enum CodecKind
{
    Boolean,
    Byte,
    SByte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Char,
    String,
    NullableString,
    Guid,
    DateTime,
    DateTimeOffset,
    ByteArray,

    /// <summary>A nullable value type over the element's codec.</summary>
    Nullable,

    /// <summary>An array over the element's codec.</summary>
    Array,

    /// <summary>A tuple over the elements' codecs.</summary>
    Tuple,

    /// <summary>An enum over its number's codec, unless the serializer options say otherwise.</summary>
    Enum,

    /// <summary>By the connection's serializer options.</summary>
    Json,

    /// <summary>By the connection's serializer options, refusing <c>null</c>.</summary>
    JsonNotNull,

    /// <summary>None: the type does not travel by itself.</summary>
    None,
}
