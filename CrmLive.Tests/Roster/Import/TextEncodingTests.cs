using System.Text;
using CrmLive.Core.Roster.Import;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmLive.Tests.Roster.Import;

[Trait("Feature", "P14")]
public sealed class TextEncodingTests
{
    private static readonly string[] Polish = ["Łukasz Żak", "Grażyna Wójcik", "Michał Gąsior", "Józef Świątek", "Anna Kowalska", "Jędrzej Śliwiński", "Źródłowska Ewa"];
    private static readonly string[] Russian = ["Пётр Иванов", "Наталья Ёлкина", "Юлия Щукина", "Дмитрий Чехов", "Anna Kowalska", "Сергей Яковлев"];

    public static TheoryData<TextCode, bool> Codes => new()
    {
        { TextCode.Utf8, false }, { TextCode.Utf8, true }, { TextCode.Utf16, false }, { TextCode.Utf16, true }, { TextCode.Utf16BigEndian, false }, { TextCode.Utf16BigEndian, true },
        { TextCode.Windows1250, false }, { TextCode.Windows1251, false }, { TextCode.Latin2, false },
    };

    [Theory, MemberData(nameof(Codes))]
    public void A_list_in_any_code_of_a_Polish_or_Russian_office_is_read_as_it_was_written(TextCode code, bool mark)
    {
        foreach (var names in code is TextCode.Windows1251 ? [Russian] : code is TextCode.Windows1250 or TextCode.Latin2 ? [Polish] : (string[][])[Polish, Russian])
        {
            var text = string.Join("\r\n", names.Select(name => $"{name};600 111 222"));
            var encoding = TextEncodings.Of(code);
            byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

            using var read = CsvTable.Open(file, TextEncodings.Guess(file));
            Assert.Equal(text, read.ReadToEnd());
        }
    }

    /// <summary>Whoever is on the list, in whatever order and however many, with any separator.</summary>
    [Property(MaxTest = 300)]
    public Property Any_list_with_a_foreign_letter_in_it_comes_back_with_its_code_and_its_separator() => Prop.ForAll(Lists, list =>
    {
        var (names, code, separator) = list;
        var lines = names.Select((name, at) => string.Join(separator, name, $"6001112{at % 100:00}", $"client{at}@example.org"));
        var file = TextEncodings.Of(code).GetBytes(string.Join("\n", lines) + "\n");

        var rows = CsvTable.Rows(file, TextEncodings.Guess(file), Separator(file)).ToList();
        Assert.Equal(names, rows.Select(row => row.Cells[0]));
        Assert.All(rows, row => Assert.Equal(3, row.Cells.Count));
    });

    private static Arbitrary<(string[] Names, TextCode Code, string Separator)> Lists => (
        from polish in Gen.Elements(true, false)
        from names in Gen.Elements(polish ? Polish : Russian).NonEmptyListOf()
        from code in Gen.Elements(TextCode.Utf8, TextCode.Utf16, TextCode.Utf16BigEndian, polish ? TextCode.Windows1250 : TextCode.Windows1251)
        from separator in Gen.Elements(";", ",", "\t")
        select (names.Append(polish ? "Świętosława Żółkiewska" : "Щербаков Юрий").ToArray(), code, separator)).ToArbitrary();

    private static string Separator(byte[] file)
    {
        using var text = CsvTable.Open(file, TextEncodings.Guess(file));
        return Separators.Guess(text);
    }

    [Theory]
    [InlineData("sep=,\r\na,b\r\nc,d", ",", 2)]
    [InlineData("\"Nowak; Jan\",600\r\n\"Lis; Ewa\",601", ",", 2)]
    [InlineData("only one column\r\nand another row", ";", 2)]
    public void The_separator_is_the_one_outside_the_quotation_marks(string text, string separator, int rows)
    {
        var file = Encoding.UTF8.GetBytes(text);
        Assert.Equal(separator, Separator(file));
        Assert.Equal(rows, CsvTable.Rows(file, TextCode.Utf8, separator).Count());
    }
}
