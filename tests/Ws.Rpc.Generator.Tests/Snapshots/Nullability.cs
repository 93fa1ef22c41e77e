namespace Demo;

public record Note(string Text);

[RpcHub]
public interface IHub
{
    ValueTask<string> StringAsync(string text, string? other);

    ValueTask<string?> NullableStringAsync(int number, int? other);

    Task<Note> NoteAsync(Note note, Note? other);

    Task<Note?> NullableNoteAsync(List<string?> list, Dictionary<string, Note?>? other);

    Task<byte[]> BytesAsync(byte[] bytes, byte[]? other);

#nullable disable
    Task<string> ObliviousAsync(string text, Note note, byte[] bytes, List<string> list);
#nullable restore
}
