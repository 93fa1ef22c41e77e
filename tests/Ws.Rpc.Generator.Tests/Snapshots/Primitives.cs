namespace Demo;

[RpcHub]
public interface IHub
{
    void Integers(byte a, sbyte b, short c, ushort d, int e, uint f, long g, ulong h);

    void Others(bool a, float b, double c, decimal d, char e, string f, Guid g, DateTime h, DateTimeOffset i, byte[] j);

    void Nullables(byte? a, bool? b, decimal? c, char? d, Guid? e, DateTime? f, DateTimeOffset? g);

    void ByOptions(DayOfWeek a, DayOfWeek? b, DateOnly c, TimeSpan d, nint e, Half f, int[] g);
}
