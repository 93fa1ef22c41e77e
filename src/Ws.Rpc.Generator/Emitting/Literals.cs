using System.Globalization;
using System.Text;

namespace Ws.Rpc.Generator.Emitting;

/// <summary>Values as C# literals.</summary>
internal static class Literals
{
    public static string Text(string value)
    {
        StringBuilder text = new("\"", value.Length + 2);
        foreach (char c in value)
        {
            if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' || char.IsSurrogate(c))
            {
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(c);
            }
        }

        return text.Append('"').ToString();
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Mask(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture) + "UL";

    /// <summary>A byte, as the character it stands for where that can be read.</summary>
    public static string Byte(byte value) => value is > 0x20 and < 0x7F and not (byte)'\'' and not (byte)'\\'
        ? "(byte)'" + (char)value + "'"
        : "0x" + value.ToString("X2", CultureInfo.InvariantCulture);
}
