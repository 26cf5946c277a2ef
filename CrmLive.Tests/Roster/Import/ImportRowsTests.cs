using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Roster.Import;
using CrmLive.Tests.Data;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmLive.Tests.Roster.Import;

/// <summary>What each row is said to be before anything is written.</summary>
[Trait("Feature", "P14")]
public sealed class ImportRowsTests
{
    [Theory]
    [InlineData("Jan;Nowak;600 111 222;jan@example.org", null)]
    [InlineData(";;;", null)]
    [InlineData(";;+48 600 111 222;", null)]
    [InlineData("Jan;Nowak;-;brak", null)]
    [InlineData("Jan;;'600111222;mailto:jan@example.org", null)]
    [InlineData("Jan;Nowak;12345;", "2 PhoneWrong 12345")]
    [InlineData("Jan;Nowak;600 111 222, nobody;", "2 PhoneWrong nobody")]
    [InlineData("Jan;Nowak;4,86001E+10;", "2 PhoneRounded 4,86001E+10")]
    [InlineData("Jan;Nowak;;jan at example", "3 EmailWrong jan at example")]
    [InlineData("Jan;#REF!;600 111 222;", "1 FormulaFailed #REF!")]
    [InlineData(" \u0000;\u200B;;", "-1 ClientNeedsSomething ")]
    public async Task Each_cell_that_is_wrong_is_named_with_its_reason(string line, string? problems)
    {
        await using var lab = await ImportLab.OpenAsync(DatabaseKind.Sqlite);
        var preview = await lab.PreviewAsync(ImportLab.Manager, ImportLab.Csv("Imię;Nazwisko;Telefon;E-mail;Lp.", line + ";1", "Ewa;Lis;;;2"));
        var row = preview.Shown.Single(r => r.Row == 2);
        Assert.Equal(problems ?? (line == ";;;" ? "-1 ClientNeedsSomething " : ""), string.Join(',', row.Problems.Select(p => $"{p.Column} {p.Key} {p.Cell}")));
    }

    [Fact]
    public async Task What_is_too_long_or_cannot_be_seen_is_told_or_left_out()
    {
        await using var lab = await ImportLab.OpenAsync(DatabaseKind.Sqlite);
        var preview = await lab.PreviewAsync(ImportLab.Manager, ImportLab.Csv("Klient;Telefon", $"{new string('a', 150)};600111222", "Jan\u0007 \u200B Nowak\uFFFD;600111223"));

        Assert.Equal(new CellProblem(0, "TooLong", ""), Assert.Single(preview.Shown.Single(r => r.Row == 2).Problems));
        Assert.Equal("Jan Nowak", preview.Shown.Single(r => r.Row == 3).Name);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_row_is_new_known_to_the_office_like_an_earlier_row_or_wrong(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var jan = await lab.Office.AddClientAsync("Jan", "Nowak", "600 111 222");
        var preview = await lab.PreviewAsync(ImportLab.Manager, ImportLab.Csv(
            "Klient;Telefon;E-mail",
            "Jan N.;+48 600-111-222;",
            "Ewa Lis;600 111 333;ewa@example.org",
            "Ewa;;EWA@example.org",
            "Wrong;1;adam@example.org",
            "Adam;;adam@example.org",
            "Jan again;0048600111222;"));

        Assert.Equal(
            [(2, RowVerdict.Known, null), (3, RowVerdict.New, null), (4, RowVerdict.Twin, 3), (5, RowVerdict.Wrong, null), (6, RowVerdict.New, null), (7, RowVerdict.Twin, (int?)2)],
            preview.Shown.Select(r => (r.Row, r.Verdict, r.TwinRow)));
        var known = Assert.Single(preview.Shown[0].Known);
        Assert.Equal((jan.Id, "Jan Nowak", FoundBy.Phone), (known.Id, known.Name, known.By));
        Assert.Equal((6, 2, 1, 2, 1, 2), (preview.Rows, preview.Of(RowVerdict.New), preview.Of(RowVerdict.Known), preview.Of(RowVerdict.Twin), preview.Of(RowVerdict.Wrong), preview.Reachable));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Whom_the_actor_may_not_see_is_only_said_to_be_known_and_with_which_advisor(DatabaseKind kind)
    {
        await using var lab = await ImportLab.OpenAsync(kind);
        var anna = await lab.Office.AddUserAsync("Anna", "Lis");
        await lab.Office.AddClientAsync("Jan", "Nowak", "600 111 222", anna.Id);
        var stranger = People.Of(BuiltInRoles.Manager, Scope.Own, (await lab.Office.AddUserAsync("Ewa", "Wilk")).Id);

        var preview = await lab.PreviewAsync(stranger, ImportLab.Csv("Telefon;Uwagi", "600111222;filled in"), plan => plan with { Known = KnownClient.Fill });
        var known = Assert.Single(Assert.Single(preview.Shown).Known);
        Assert.Equal((null, null, "Anna Lis"), (known.Id, known.Name, known.Advisor));

        var done = await lab.ImportAsync(stranger, ImportLab.Csv("Telefon;Uwagi", "600111222;filled in"), plan => plan with { Known = KnownClient.Fill });
        Assert.Equal((0, 1), (done.Row.Filled, done.Row.Skipped));
        Assert.Null(Assert.Single(await lab.ClientsAsync()).Description);
    }

    /// <summary>A row is a twin exactly when an earlier row that is not refused has one of its numbers or addresses.</summary>
    [Property(MaxTest = 200)]
    public Property Duplicates_within_the_file_are_those_a_naive_reading_finds() => Prop.ForAll(Files, rows =>
    {
        var judge = new Judge();
        var read = rows.Select((row, at) => Row(at, row)).ToList();
        var told = read.Select(row => judge.Of(row, KnownMarks.None)).Select(j => (j.Verdict, j.TwinRow)).ToList();
        var naive = read.Select((row, at) =>
            row.Problems.Count > 0 ? (RowVerdict.Wrong, null)
            : read.Take(at).FirstOrDefault(earlier => earlier.Problems.Count == 0 && earlier.Marks.Intersect(row.Marks).Any()) is { } twin ? (RowVerdict.Twin, twin.Number)
            : (RowVerdict.New, (int?)null)).ToList();
        Assert.Equal(naive, told);
    });

    private static Arbitrary<(int[] Phones, int[] Emails, bool Wrong)[]> Files => (
        from phones in Gen.Choose(0, 7).ArrayOf()
        from emails in Gen.Choose(0, 7).ArrayOf()
        from wrong in Gen.Choose(0, 4)
        select (phones.Take(3).ToArray(), emails.Take(2).ToArray(), wrong == 0)).ArrayOf().ToArbitrary();

    private static ImportRow Row(int number, (int[] Phones, int[] Emails, bool Wrong) row) => new()
    {
        Number = number, Cells = [], Card = new(), Phones = [.. row.Phones.Select(p => ($"60011122{p}", $"+4860011122{p}"))], Emails = [.. row.Emails.Select(e => $"Client{e}@example.org")],
        Problems = row.Wrong ? [new CellProblem(0, "PhoneWrong", "x")] : [],
    };
}
