using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Roster.Import;

/// <summary>What becomes of the rows of one chunk: new clients, more about known ones, or a line among those left out.</summary>
internal sealed class ImportChunk(CrmDbContext db, ClientImport import, ImportRun run)
{
    // Whom rows of this very chunk became: the database does not know them yet.
    private readonly Dictionary<string, Client> _here = [];
    private Dictionary<int, Client> _known = [];

    public async Task SettleAsync(IReadOnlyList<Judged> rows, KnownMarks office, CancellationToken ct)
    {
        _known = run.Plan.Known == KnownClient.Fill ? await KnownAsync(rows.SelectMany(row => office.Of(row.Row)).Select(c => c.ClientId), ct) : [];
        foreach (var row in rows)
        {
            import.Done++;
            switch (row.Verdict)
            {
                case RowVerdict.New:
                    await CreateAsync(row.Row, ct);
                    break;
                case RowVerdict.Wrong:
                    import.Refused++;
                    LeaveOut(row, null, new RowTold { Problems = row.Row.Problems, Cells = row.Row.Cells });
                    break;
                default:
                    Duplicate(row, office.Of(row.Row));
                    break;
            }
        }
    }

    // Whom the actor may not see is not changed by them either.
    private async Task<Dictionary<int, Client>> KnownAsync(IEnumerable<int> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Set<Client>().VisibleTo(db.Actor).Where(c => wanted.Contains(c.Id))
            .Include(c => c.Phones).Include(c => c.Emails).Include(c => c.Interests).AsSplitQuery().ToDictionaryAsync(c => c.Id, ct);
    }

    private async Task CreateAsync(ImportRow row, CancellationToken ct)
    {
        var card = row.Card;
        var client = new Client
        {
            FirstName = card.FirstName, LastName = card.LastName, Company = card.Company, Town = card.Town, Description = card.Description, ExternalId = card.ExternalId,
            StatusId = run.StatusId, AdvisorId = card.AdvisorId, BranchId = (card.AdvisorId is { } advisor ? run.Names.BranchOf(advisor) : null) ?? db.Actor.BranchId,
            SourceId = card.SourceId, SourceAt = card.SourceId is null ? null : run.Now, CreatedAt = run.Now, CreatedById = db.Actor.UserId, ImportId = import.Id,
            Phones = [.. row.Phones.Select(p => new ClientPhone { Raw = p.Raw, E164 = p.E164 })],
            Emails = [.. row.Emails.Select(e => new ClientEmail { Address = e, Folded = ClientCommands.Fold(e) })],
            Interests = [.. row.InvestmentIds.Select(id => new ClientInterest { InvestmentId = id })],
        };
        client.SearchKey = client.KeyOf();
        db.Tell(client, "client.imported");
        if (run.Plan.PlanFirstStep && run.Welcome is { } welcome)
        {
            db.Add(client);
            await welcome.WelcomeAsync(db, client, ct);
        }
        else
        {
            db.AddMany(client);
        }

        import.Created++;
        foreach (var mark in row.Marks)
        {
            _here[mark] = client;
        }
    }

    private void Duplicate(Judged row, IReadOnlyList<(int ClientId, FoundBy By)> owners)
    {
        var here = row.Row.Marks.Select(_here.GetValueOrDefault).OfType<Client>().Distinct().ToList();
        var two = here.Count + owners.Count(owner => !here.Exists(client => client.Id == owner.ClientId)) > 1;
        var client = two ? null : here.FirstOrDefault() ?? owners.Select(owner => _known.GetValueOrDefault(owner.ClientId)).FirstOrDefault();
        if (run.Plan.Known == KnownClient.Fill && client is not null)
        {
            Tell(row, client);
            return;
        }

        import.Skipped++;
        LeaveOut(row, owners.Count > 0 ? owners[0].ClientId : null, new RowTold { TwinRow = row.TwinRow, TwoClients = two, Cells = row.Row.Cells });
    }

    private void Tell(Judged row, Client client)
    {
        if (FillIn.Fill(db.Entry(client), row.Row, run.Now) is not { } told)
        {
            import.Skipped++;
            return;
        }

        import.Filled++;
        foreach (var mark in row.Row.Marks)
        {
            _here[mark] = client;
        }

        // A client of this import is taken back whole.
        if (client.ImportId != import.Id)
        {
            db.Tell(client, "client.import-filled");
            db.Add(new ClientImportRow { ImportId = import.Id, Row = row.Row.Number, Verdict = row.Verdict, ClientId = client.Id, Told = told.ToJson() });
        }
    }

    private void LeaveOut(Judged row, int? clientId, RowTold told) =>
        db.Add(new ClientImportRow { ImportId = import.Id, Row = row.Row.Number, Verdict = row.Verdict, ClientId = clientId, Told = told.ToJson() });
}
