using System.IO.Compression;
using System.Text;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Roster.Import;
using CrmLive.Core.Users;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MiniExcelLibs;

namespace CrmLive.Tests.Roster.Import;

/// <summary>An office, the desk files are brought to, and files of every kind.</summary>
internal sealed class ImportLab : IAsyncDisposable
{
    private ImportLab(TestOffice office) => (Office, Runner) = (office, RunnerOf(office));

    public TestOffice Office { get; }

    public ImportRunner Runner { get; private set; }

    public ImportDesk Desk => new(Office.Crm, Runner);

    public ImportQueries Queries => new(Office.Crm, new UserQueries(Office.Crm));

    public static Actor Manager { get; } = People.Of(BuiltInRoles.Manager);

    public static async Task<ImportLab> OpenAsync(DatabaseKind kind) => new(await TestOffice.OpenAsync(kind));

    /// <summary>Uploads and previews; the file is one the office can read.</summary>
    public async Task<ImportPreview> PreviewAsync(Actor actor, byte[] file, Func<ImportPlan, ImportPlan>? plan = null)
    {
        var id = await UploadAsync(actor, file);
        var guessed = (await Desk.PreviewAsync(actor, id, null, _ => { }, default))!;
        return plan is null ? guessed : (await Desk.PreviewAsync(actor, id, plan(guessed.Plan), _ => { }, default))!;
    }

    public async Task<int> UploadAsync(Actor actor, byte[] file)
    {
        var (saved, detail) = await Desk.UploadAsync(actor, "clients.xlsx", file, default);
        Assert.True(saved.Ok, $"{string.Join(", ", saved.Problems)} {detail}");
        return saved.Id;
    }

    /// <summary>From the upload to the end.</summary>
    public async Task<ImportCard> ImportAsync(Actor actor, byte[] file, Func<ImportPlan, ImportPlan>? plan = null)
    {
        var id = await UploadAsync(actor, file);
        var guessed = (await Desk.PreviewAsync(actor, id, null, _ => { }, default))!.Plan;
        Assert.True((await Desk.StartAsync(actor, id, plan is null ? guessed : plan(guessed), default)).Ok);
        return await EndedAsync(actor, id);
    }

    public async Task<ImportCard> UndoAsync(Actor actor, int id)
    {
        Assert.True((await Desk.UndoAsync(actor, id, default)).Ok);
        return await EndedAsync(actor, id);
    }

    /// <summary>When nobody is at it any more.</summary>
    public async Task<ImportCard> EndedAsync(Actor actor, int id)
    {
        await Runner.Start(actor, id);
        return (await Queries.CardAsync(actor, id, default))!;
    }

    /// <summary>The process before was killed; another one opens the same office.</summary>
    public async Task ReopenAsync()
    {
        await Office.ReopenAsync();
        Runner = RunnerOf(Office);
        await Runner.InterruptAsync(all: true, default);
    }

    public async Task<List<Client>> ClientsAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Client>().AsNoTracking().Include(c => c.Phones).Include(c => c.Emails).OrderBy(c => c.Id).ToListAsync();
    }

    public static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    /// <summary>As another program writes it.</summary>
    public static byte[] Xlsx(params object?[][] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select(row => row.Select((cell, at) => (Key: ((char)('A' + at)).ToString(), cell)).ToDictionary(c => c.Key, c => c.cell)), printHeader: false);
        return stream.ToArray();
    }

    /// <summary>A workbook of these cells, written out by hand: what a careful library would not write.</summary>
    public static byte[] RawXlsx(string sheetData, string? strings = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "xl/workbook.xml", """<workbook xmlns:r="urn:r"><sheets><sheet name="Hidden" state="hidden" r:id="rId9"/><sheet name="One" r:id="rId1"/></sheets></workbook>""");
            Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/sheet1.xml"/></Relationships>""");
            Part(zip, "xl/styles.xml", """<styleSheet><numFmts><numFmt numFmtId="170" formatCode="&quot;dmy&quot;0"/><numFmt numFmtId="171" formatCode="dd.mm.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>""");
            Part(zip, "xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{sheetData}</sheetData></worksheet>");
            if (strings is not null)
            {
                Part(zip, "xl/sharedStrings.xml", $"<sst>{strings}</sst>");
            }
        }

        return stream.ToArray();
    }

    public static void Part(ZipArchive zip, string name, string text)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write(text);
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.StopAsync(default);
        Runner.Dispose();
        await Office.DisposeAsync();
    }

    private static ImportRunner RunnerOf(TestOffice office) => new(office.Crm, NullLogger<ImportRunner>.Instance, new FirstStep(office.Crm));
}
