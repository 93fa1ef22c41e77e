using System.Text;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Writes indented C#; lines end in a line feed on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _separated = true;

    public void Line(string line)
    {
        _separated = false;
        _text.Append(' ', _depth * 4).Append(line).Append('\n');
    }

    /// <summary>Puts an empty line between what stands above and what comes, unless a block has just begun.</summary>
    public void Separate()
    {
        if (!_separated)
        {
            _separated = true;
            _text.Append('\n');
        }
    }

    public void Open(string head)
    {
        Line(head);
        Open();
    }

    public void Open()
    {
        Line("{");
        _separated = true;
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("}");
    }

    public void Indent(string head)
    {
        Line(head);
        _separated = true;
        _depth++;
    }

    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
