namespace Demo;

public record Note(string Text);

public enum Mode
{
    Fast,
    Careful,
}

[RpcHub]
public interface IHub
{
    ValueTask<(string Text, int Count)> PlainAsync((int, string?) pair, (int, string?)? other = null);

    Task<(Note First, (Mode, Mode?) Modes)?> NestedAsync((Note? Note, (Note, int[]) Inner) value, params (int X, Note Y)[] rest);

    ValueTask<(int, int, int, int, int, int, int, int, string)> LongAsync(ValueTuple<int> single, (bool, char)[] ordinary);
}
