using System.IO.Compression;
using System.Text;
using CrmLive.Core.Data;
using CrmLive.Core.Roster.Import;

namespace CrmLive.Tests.Roster.Import;

/// <summary>What people bring as "the Excel file".</summary>
[Trait("Feature", "P14")]
public sealed class ImportFileTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "empty", "FileEmpty" }, { "spaces", "FileEmpty" }, { "old excel", "OldExcel" }, { "web page", "WebPage" }, { "pdf", "NotATable" }, { "picture", "NotATable" },
        { "other zip", "NotATable" }, { "open document", "OpenDocument" }, { "broken zip", "FileBroken" }, { "broken sheet", "FileBroken" }, { "entities", "FileBroken" },
        { "bomb", "UnpacksTooLarge" }, { "too large", "FileTooLarge" }, { "open quote", "QuoteOpen" }, { "no sheet", "FileEmpty" }, { "too wide", "TooManyColumns" }, { "a million rows", "TooManyRows" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_file_that_is_no_table_is_refused_by_name_and_nothing_of_it_is_kept(string kind, string fault)
    {
        await using var lab = await ImportLab.OpenAsync(DatabaseKind.Sqlite);

        var (saved, detail) = await lab.Desk.UploadAsync(ImportLab.Manager, "clients.xlsx", Bytes(kind), default);

        Assert.Equal(fault, Assert.Single(saved.Problems).Key);
        Assert.Empty(await lab.Queries.LatestAsync(ImportLab.Manager, 10, default));
        if (kind is "a million rows")
        {
            Assert.Equal("100000", detail);
        }

        if (kind is "open quote")
        {
            Assert.Equal("3", detail);
        }
    }

    [Fact]
    public void Of_a_bomb_no_more_is_unpacked_than_tells_that_it_is_one()
    {
        var bomb = Bytes("bomb");
        // Of this thread alone: other tests allocate meanwhile.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("UnpacksTooLarge", Assert.Throws<ImportFault>(() => new ImportFile(bomb).Sheets()).Key);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L << 20);
    }

    [Fact]
    public void A_workbook_is_read_as_it_is_seen_formulas_by_their_value_days_as_days_and_hidden_sheets_not_at_all()
    {
        var file = new ImportFile(ImportLab.RawXlsx(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> Mail </t></is></c></row>
            <row r="2"/>
            <row r="4"><c r="A4" t="str"><f>B4&amp;"x"</f><v>Nowak</v></c><c r="B4"><v>4.8600111222E10</v></c><c r="C4" s="1"><v>45000</v></c><c r="D4" s="2"><v>7</v></c><c r="E4" s="3"><v>45000.5</v></c>
              <c r="F4"><f>1+1</f></c><c r="G4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H4" t="b"><v>1</v></c></row>
            <row><c><v>0.1</v></c><c t="inlineStr"><is><t>a_x000D_b</t></is></c></row>
            """,
            """<si><r><t>Ko</t></r><r><t>wal</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>"""));

        var rows = file.Rows(new ImportPlan()).ToList();

        Assert.Equal(["One"], file.Sheets());
        Assert.Equal([1, 4, 5], rows.Select(row => row.Number));
        Assert.Equal(["Kowal", "", " Mail "], rows[0].Cells);
        Assert.Equal(["Nowak", "48600111222", "2023-03-15", "7", "2023-03-15 12:00", "#CALC!", "#DIV/0!", "true"], rows[1].Cells);
        Assert.Equal(["0.1", "a\rb"], rows[2].Cells);
    }

    [Fact]
    public void What_another_program_writes_is_read_cell_by_cell()
    {
        var rows = new ImportFile(ImportLab.Xlsx(["Imię", "Telefon", null], ["Łukasz", "+48600111222", "ul. Długa 1\nlok. 2"], ["Ewa", 600111223, null])).Rows(new ImportPlan()).ToList();
        Assert.Equal(["Łukasz", "+48600111222", "ul. Długa 1\nlok. 2"], rows[1].Cells);
        Assert.Equal("600111223", rows[2].Cells[1]);
    }

    [Theory]
    [InlineData("Imię i nazwisko;Telefon;E-mail;Miasto;Uwagi;Doradca;Źródło", "FullName,Phone,Email,Town,Description,Advisor,Source")]
    [InlineData("ФИО;Телефон;Эл. почта;Город;Комментарий;Менеджер", "LastFirst,Phone,Email,Town,Description,Advisor")]
    [InlineData("First name;Surname;Company;Mobile phone;Phone 2;E-mail address;Price", "FirstName,LastName,Company,Phone,Phone,Email,Ignore")]
    [InlineData("Lp.;Kto;Jak;Adres", "Ignore,Ignore,Phone,Email")]
    public void Columns_are_guessed_by_their_heads_in_three_languages_and_else_by_what_stands_in_them(string heads, string columns)
    {
        var plan = new ImportFile(ImportLab.Csv(heads, "1;Jan Nowak;600 111 222;jan@example.org")).Guess("PL");
        Assert.True(plan.HasHeads);
        Assert.Equal(columns, string.Join(',', plan.Columns));
    }

    [Fact]
    public void A_list_without_heads_has_none()
    {
        var plan = new ImportFile(ImportLab.Csv("Jan Nowak;600 111 222;jan@example.org", "Ewa Lis;600 111 223;ewa@example.org")).Guess("PL");
        Assert.False(plan.HasHeads);
        Assert.Equal([ImportField.Ignore, ImportField.Phone, ImportField.Email], plan.Columns);
    }

    private static byte[] Bytes(string kind) => kind switch
    {
        "empty" => [],
        "spaces" => "\uFEFF  \r\n \t"u8.ToArray(),
        "old excel" => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
        "web page" => "<html><body><table><tr><td>Jan</td></tr></table></body></html>"u8.ToArray(),
        "pdf" => "%PDF-1.7 and so on"u8.ToArray(),
        "picture" => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 1, 2, 3, 4, 5, 6, 7, 8],
        "other zip" => Zip(zip => ImportLab.Part(zip, "letter.txt", "hello")),
        "open document" => Zip(zip => ImportLab.Part(zip, "content.xml", "<a/>")),
        "broken zip" => [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat((byte)7, 500)],
        "broken sheet" => ImportLab.RawXlsx("<row><c><v>1</row>"),
        "entities" => Zip(zip =>
        {
            ImportLab.Part(zip, "xl/workbook.xml", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook><sheets><sheet name="&e;"/></sheets></workbook>""");
        }),
        // Unpacks to half a gibibyte of spaces.
        "bomb" => Zip(zip =>
        {
            ImportLab.Part(zip, "xl/workbook.xml", "<workbook/>");
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var spaces = new byte[1 << 20];
            for (var i = 0; i < 512; i++)
            {
                part.Write(spaces);
            }
        }),
        "too large" => new byte[FileContents.MostBytes + 1],
        "open quote" => Encoding.UTF8.GetBytes("Name;Phone\r\nJan;600\r\n\"Ewa;601\r\n" + string.Concat(Enumerable.Repeat("Adam;602\r\n", 50))),
        "no sheet" => Zip(zip => ImportLab.Part(zip, "xl/workbook.xml", "<workbook/>")),
        "too wide" => ImportLab.RawXlsx("""<row r="1"><c r="XFD1"><v>1</v></c></row>"""),
        "a million rows" => Encoding.UTF8.GetBytes("Name;Phone\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"N{i};\n"))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(zip);
        }

        return stream.ToArray();
    }
}
