using System.Text;
using System.Text.Json.Serialization;

namespace CrmLive.Core.Roster.Import;

/// <summary>In which code a CSV was saved; stored in plans by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TextCode>))]
public enum TextCode { Utf8, Utf16, Utf16BigEndian, Windows1250, Windows1251, Windows1252, Latin2 }

/// <summary>Tells codes apart: UTF by its own rules, Polish and Russian Windows by how their letters stand in words.</summary>
internal static class TextEncodings
{
    private const string Polish = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ";

    private const int Looked = 65_536;

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Of(TextCode code) => code switch
    {
        TextCode.Utf16 => Encoding.Unicode,
        TextCode.Utf16BigEndian => Encoding.BigEndianUnicode,
        TextCode.Windows1250 => Encoding.GetEncoding(1250),
        TextCode.Windows1251 => Encoding.GetEncoding(1251),
        TextCode.Windows1252 => Encoding.GetEncoding(1252),
        TextCode.Latin2 => Encoding.GetEncoding(28592),
        _ => Encoding.UTF8,
    };

    public static TextCode Guess(byte[] file) => file switch
    {
        [0xEF, 0xBB, 0xBF, ..] => TextCode.Utf8,
        [0xFF, 0xFE, ..] => TextCode.Utf16,
        [0xFE, 0xFF, ..] => TextCode.Utf16BigEndian,
        _ when GuessSixteenBits(file) is { } code => code,
        _ when IsUtf8(file) => TextCode.Utf8,
        _ => GuessEightBits(file),
    };

    /// <summary>In sixteen bits each line's end has a zero byte; but a zero alone may be anybody's rubbish in a text of eight.</summary>
    private static TextCode? GuessSixteenBits(byte[] file)
    {
        if (!file.Contains((byte)0))
        {
            return null;
        }

        var (little, big) = (Plain(file, TextCode.Utf16), Plain(file, TextCode.Utf16BigEndian));
        return Math.Max(little, big) * 4 < Math.Min(file.Length, Looked) ? null : little >= big ? TextCode.Utf16 : TextCode.Utf16BigEndian;
    }

    private static bool IsUtf8(byte[] file)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(file);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>How many characters are such as stand in lists of names: Latin, Polish, Cyrillic, the usual signs.</summary>
    private static int Plain(byte[] file, TextCode code) =>
        Of(code).GetString(file, 0, Math.Min(file.Length, Looked) & ~1)
            .Count(ch => ch is '\t' or '\r' or '\n' or (>= ' ' and < '\u0180') or (>= '\u0400' and < '\u0460') or (>= '\u2010' and <= '\u203A'));

    /// <summary>A Russian word has no Latin letter in it; a Polish one nearly always has.</summary>
    private static TextCode GuessEightBits(byte[] file)
    {
        var (cyrillic, mixed, windows, latin2) = (0, 0, 0, 0);
        for (var at = 0; at < file.Length; at++)
        {
            var begin = at;
            var (ascii, beyond) = (0, 0);
            for (; at < file.Length && (char.IsAsciiLetter((char)file[at]) || file[at] >= 0x80); at++)
            {
                (ascii, beyond) = file[at] < 0x80 ? (ascii + 1, beyond) : (ascii, beyond + 1);
            }

            if (beyond > 0 && ascii > 0)
            {
                mixed++;
                windows += Count(file, begin, at, TextCode.Windows1250);
                latin2 += Count(file, begin, at, TextCode.Latin2);
            }
            else if (beyond > 1)
            {
                cyrillic++;
            }
        }

        return cyrillic > mixed ? TextCode.Windows1251 : latin2 > windows ? TextCode.Latin2 : TextCode.Windows1250;
    }

    private static int Count(byte[] file, int begin, int end, TextCode code) => Of(code).GetString(file, begin, end - begin).Count(Polish.Contains);
}
