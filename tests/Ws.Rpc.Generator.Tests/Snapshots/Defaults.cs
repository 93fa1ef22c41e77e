namespace Demo;

public enum Mode : short
{
    Low = -3,
    High = 3,
}

[RpcHub]
public interface IHub
{
    void Integers(byte a = 1, sbyte b = -1, short c = -2, ushort d = 2, int e = int.MinValue, uint f = 5, long g = long.MinValue, ulong h = 9);

    void Reals(float a = 1.1f, double b = -0.1, decimal c = 1.50m, float d = float.NaN, double e = double.NegativeInfinity, double f = -0.0);

    void Texts(char a = '\'', string b = "a\"\\\n", string? c = null, bool d = true);

    void Enums(Mode a = Mode.Low, Mode? b = Mode.High, Mode c = default, Mode? d = null);

    void Structs(Guid a = default, DateTime b = default, int? c = 4, int? d = null, (int, string) e = default);

    void Required(int a, string b = "x", int c = 0, CancellationTokenRegistration d = default);
}
