using System.Text.Json.Serialization;

namespace Demo;

public enum Plain
{
    One = 1,
}

[Flags]
public enum Wide : ulong
{
    Top = 1UL << 63,
}

[JsonConverter(typeof(JsonStringEnumConverter<Named>))]
public enum Named
{
    One,
}

[RpcHub]
public interface IHub
{
    ValueTask<Plain> PlainAsync(Plain value, Plain? other = Plain.One, params Plain[] rest);

    ValueTask<Wide?> WideAsync(Wide value = Wide.Top | (Wide)1, DayOfWeek day = DayOfWeek.Friday);

    ValueTask<Named?> NamedAsync(Named value = Named.One, Plain[]? ordinary = null);
}
