using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>Reads a whole file once by a plan and keeps of it what a person can look through.</summary>
internal sealed class PreviewPass(CrmDb crm, ImportFile file, ImportPlan plan)
{
    private const int Examples = 3;
    private const int ShownOfEach = 100;
    private const int ChunkRows = 500;

    private readonly Dictionary<RowVerdict, int> _counts = [];
    private readonly List<Judged> _shown = [];
    private int _reachable;

    /// <summary>Throws <see cref="ImportFault"/>.</summary>
    public async Task<ImportPreview> RunAsync(Actor actor, Action<int> read, CancellationToken ct)
    {
        var first = file.Rows(plan).Take(30).ToList();
        var columns = Columns(first);
        if (first.Count <= (plan.HasHeads ? 1 : 0))
        {
            throw new ImportFault("FileEmpty");
        }

        await using var db = crm.Open(actor);
        var reader = new RowReader(plan, await db.CountryAsync(ct), await ImportNames.OfAsync(crm, actor, ct));
        var (judge, rows) = (new Judge(), 0);
        foreach (var chunk in file.Rows(plan).Skip(plan.HasHeads ? 1 : 0).Select(reader.Read).Chunk(ChunkRows))
        {
            ct.ThrowIfCancellationRequested();
            var office = await KnownMarks.InOfficeAsync(db, chunk, ct);
            foreach (var row in chunk)
            {
                Count(judge.Of(row, office));
            }

            read(rows += chunk.Length);
        }

        return new ImportPreview
        {
            Plan = plan, IsText = file.IsText, Sheets = file.Sheets(), Columns = columns, Rows = rows, Counts = _counts, Reachable = _reachable,
            Shown = await ShownAsync(db, actor, ct),
            Fault = plan.NamesAnybody ? null : ("ColumnsNobody", null),
        };
    }

    private void Count(Judged row)
    {
        var count = _counts[row.Verdict] = _counts.GetValueOrDefault(row.Verdict) + 1;
        _reachable += row.Verdict == RowVerdict.New && row.Row.Phones.Count + row.Row.Emails.Count > 0 ? 1 : 0;
        if (count <= ShownOfEach)
        {
            _shown.Add(row);
        }
    }

    private List<ImportColumn> Columns(List<TableRow> first)
    {
        var width = Math.Max(plan.Columns.Count, first.Select(row => row.Cells.Count).DefaultIfEmpty().Max());
        return
        [
            .. Enumerable.Range(0, width).Select(at => new ImportColumn(
                plan.HasHeads ? first[0].Cells.ElementAtOrDefault(at) : null,
                at < plan.Columns.Count ? plan.Columns[at] : ImportField.Ignore,
                [.. first.Skip(plan.HasHeads ? 1 : 0).Select(row => CellText.Line(row.Cells.ElementAtOrDefault(at) ?? "")).OfType<string>().Take(Examples)])),
        ];
    }

    private async Task<IReadOnlyList<PreviewRow>> ShownAsync(CrmDbContext db, Actor actor, CancellationToken ct)
    {
        var ids = _shown.SelectMany(row => row.Clients).Select(c => c.ClientId).Distinct().ToList();
        var seen = (await db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var known = await db.Set<Client>().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new
        {
            c.Id, c.FirstName, c.LastName, c.Company, c.Town, Advisor = c.Advisor == null ? null : c.Advisor.FirstName + " " + c.Advisor.LastName,
        }).ToDictionaryAsync(c => c.Id, ct);
        SimilarClient Told(int id, FoundBy by) => seen.Contains(id) && known.TryGetValue(id, out var client)
            ? new SimilarClient(id, Client.NameOf(client.FirstName, client.LastName, client.Company), client.Town, client.Advisor, by)
            : new SimilarClient(null, null, null, known.GetValueOrDefault(id)?.Advisor, by);
        return
        [
            .. _shown.Select(row => new PreviewRow
            {
                Row = row.Row.Number, Verdict = row.Verdict, Town = row.Row.Card.Town, Problems = row.Row.Problems, TwinRow = row.TwinRow,
                Name = Client.NameOf(row.Row.Card.FirstName, row.Row.Card.LastName, row.Row.Card.Company),
                Phones = string.Join(", ", row.Row.Phones.Select(p => PhoneNumber.Display(p.E164))), Emails = string.Join(", ", row.Row.Emails),
                Known = [.. row.Clients.Select(c => Told(c.ClientId, c.By))],
            }),
        ];
    }
}
