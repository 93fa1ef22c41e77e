namespace Demo;

public record Note(string Text);

[RpcHub]
public interface IHub
{
    ValueTask IntsAsync(params int[] numbers);

    ValueTask MoreIntsAsync(string first, params int[] numbers);

    ValueTask NotesAsync(params Note[] notes);

    ValueTask NullableNotesAsync(Note first, CancellationToken cancellationToken, params Note?[] notes);

    ValueTask NullablesAsync(params int?[]? numbers);

    ValueTask StringsAsync(params string?[] texts);

    ValueTask ArraysAsync(params int[][,] arrays);

    ValueTask ListAsync(params List<int> numbers);
}
