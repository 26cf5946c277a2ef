using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

/// <summary>Clients, leads and submissions with few names, numbers and addresses, so that many are the same person; edited as a seed says, and compared by hand row by row.</summary>
internal sealed class SimilarWorld(BrokerDesk desk, int[] branches, int[] advisors)
{
    private static readonly string[] First = ["Jan", "Łucja", "Anna Maria", "Ян"];
    private static readonly string[] Last = ["Nowak", "Żak-Lis", "Nowak Lis", "Лис"];
    private static readonly string[] Phones = ["600 100 200", "+48 600-100-200", "0048600100201", "600100202", "+7 912 345 67 89", "nobody"];
    private static readonly string[] Emails = ["jan@nowak.pl", "JAN@nowak.pl", "x.jan@nowak.pl", "lucja@lis.org"];
    private static readonly string[] Pesels = ["44051401359", "440514-01359", "02070803628"];

    public static async Task<SimilarWorld> StartAsync(BrokerDesk desk)
    {
        var advisors = new[] { await desk.Office.AddUserAsync("Anna", "Mazur"), await desk.Office.AddUserAsync("Piotr", "Lis") };
        await using var db = desk.Office.Crm.Open(Actor.System);
        var north = new Branch { Name = "North" };
        db.Add(north);
        await db.SaveChangesAsync();
        return new SimilarWorld(desk, [await db.Set<Branch>().OrderBy(b => b.Id).Select(b => b.Id).FirstAsync(), north.Id], [.. advisors.Select(a => a.Id)]);
    }

    public IReadOnlyList<Actor> Actors =>
    [
        desk.Manager, People.Of(BuiltInRoles.Advisor, Scope.Own, advisors[0], branches[0]), People.Of(BuiltInRoles.Manager, Scope.Branch, advisors[1], branches[1]),
        desk.Manager with { Permissions = People.Without(ClientPermissions.View).Permissions },
    ];

    public async Task EditAsync(Random random)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                await desk.Intake.TakeAsync(Actor.Nobody, desk.Jan with
                {
                    FirstName = One(First, random), LastName = One(Last, random), Phone = Perhaps(Phones, random), Email = One(Emails, random), Pesel = Perhaps(Pesels, random),
                    IdCard = random.Next(4) == 0 ? "ABS 123456" : null, InvestmentId = random.Next(2) == 0 ? desk.Offered : null,
                }, default);
                return;
            case 3 or 4:
                await new LeadIntake(desk.Office.Crm).TakeAsync(desk.Manager, new NewLead
                {
                    Kind = LeadKind.Text, Channel = "site", Name = random.Next(2) == 0 ? $"{One(First, random)} {One(Last, random)}" : $"{One(Last, random)} {One(First, random)}",
                    Phone = Perhaps(Phones, random), Email = Perhaps(Emails, random),
                }, default);
                return;
            case 5 or 6:
                await desk.Clients.CreateAsync(desk.Manager, new NewClient
                {
                    FirstName = One(First, random), LastName = One(Last, random), Town = random.Next(2) == 0 ? "Łódź" : null, Phone = Perhaps(Phones, random), Email = Perhaps(Emails, random),
                    AdvisorId = random.Next(3) == 0 ? null : One(advisors, random), BranchId = One(branches, random), PlanFirstStep = false,
                }, default);
                return;
        }

        await using var db = desk.Office.Crm.Open(desk.Manager);
        switch (random.Next(6))
        {
            case 0 when await AnyAsync<Submission>(db, random) is { Status: SubmissionStatus.Pending } submission:
                var ids = await db.Set<Client>().Where(c => c.MergedIntoId == null).Select(c => c.Id).ToListAsync();
                await desk.Commands.DecideAsync(desk.Manager, new Decision { SubmissionId = submission.Id, Verdict = ids.Count > 0 ? Verdict.Link : Verdict.Create, ClientId = ids.Count > 0 ? ids[random.Next(ids.Count)] : null }, default);
                return;
            case 1 when await AnyAsync<ClientPhone>(db, random) is { } phone:
                phone.Raw = One(Phones, random);
                phone.E164 = PhoneNumber.TryE164(phone.Raw, "PL");
                break;
            case 2 when await AnyAsync<Lead>(db, random) is { } lead:
                (lead.Status, lead.BranchId, lead.AdvisorId) = (random.Next(2) == 0 ? LeadStatus.Deleted : LeadStatus.New, One(branches, random), One(advisors, random));
                break;
            case 3 when await AnyAsync<Submission>(db, random) is { } erased:
                (erased.Pesel, erased.PeselHash, erased.BranchId) = (SealedText.None, null, random.Next(2) == 0 ? null : One(branches, random));
                break;
            case 4 when await db.Set<Client>().Where(c => c.MergedIntoId == null).OrderBy(c => c.Id).ToListAsync() is { Count: > 1 } clients && random.Next(clients.Count - 1) is var at:
                await new ClientMerging(desk.Office.Crm).MergeAsync(desk.Manager, (clients[at].Id, clients[at].Version), (clients[^1].Id, clients[^1].Version), new HashSet<MergeField>(), default);
                return;
            case 5 when await AnyAsync<ClientNumber>(db, random) is { } number:
                db.Remove(number);
                break;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Every row of every table read and compared with the one, field by field, without any key or index.</summary>
    public async Task<Naive> CompareAllAsync(Actor actor, Submission one)
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        var e164 = PhoneNumber.TryE164(one.Phone, "PL");
        var clients = await db.Set<Client>().AsNoTracking().Include(c => c.Phones).Include(c => c.Emails).Include(c => c.Numbers).Where(c => c.MergedIntoId == null && c.Id != one.ClientId).AsSplitQuery().ToListAsync();
        var visible = (await db.Set<Client>().VisibleTo(actor).Select(c => c.Id).ToListAsync()).ToHashSet();
        var leads = await db.Set<Lead>().AsNoTracking().Where(l => l.Status != LeadStatus.Deleted).ToListAsync();
        var leadsSeen = (await db.Set<Lead>().VisibleTo(actor).Select(l => l.Id).ToListAsync()).ToHashSet();
        var others = await db.Set<Submission>().AsNoTracking().Where(s => s.Id != one.Id).ToListAsync();
        var othersSeen = (await db.Set<Submission>().VisibleTo(actor).Select(s => s.Id).ToListAsync()).ToHashSet();
        return new Naive(
            Rows(clients, c => c.Id, visible, c => Same(one, $"{c.LastName} {c.FirstName} {c.Company}", c.Phones.Any(p => e164 != null && PhoneNumber.TryE164(p.Raw, "PL") == e164),
                c.Emails.Any(e => IsSame(e.Address, one.Email)), c.Numbers.Any(n => n.Field == PersonalField.Pesel && IsSame(n.Number, one.Pesel)), c.Numbers.Any(n => n.Field == PersonalField.IdCard && IsSame(n.Number, one.IdCard)))),
            Rows(others, s => s.Id, othersSeen, s => Same(one, $"{s.LastName} {s.FirstName}", e164 != null && PhoneNumber.TryE164(s.Phone, "PL") == e164, IsSame(s.Email, one.Email), IsSame(s.Pesel, one.Pesel), IsSame(s.IdCard, one.IdCard))),
            Rows(leads, l => l.Id, leadsSeen, l => Same(one, l.Name, e164 != null && PhoneNumber.TryE164(l.Phone, "PL") == e164, IsSame(l.Email, one.Email), false, false)));
    }

    public async Task<IReadOnlyList<Submission>> SubmissionsAsync()
    {
        await using var db = desk.Office.Crm.Open(Actor.System);
        return await db.Set<Submission>().AsNoTracking().OrderBy(s => s.Id).ToListAsync();
    }

    private static List<(int Id, SameIn Same)> Rows<T>(IEnumerable<T> rows, Func<T, int> idOf, HashSet<int> seen, Func<T, SameIn> same) =>
    [
        .. from row in rows
           let seenRow = seen.Contains(idOf(row))
           let alike = seenRow ? same(row) : same(row) & ~SameIn.Name
           where alike != SameIn.Nothing
           orderby seenRow ? idOf(row) : 0, alike
           select (seenRow ? idOf(row) : 0, alike),
    ];

    private static SameIn Same(Submission one, string? called, bool phone, bool email, bool pesel, bool idCard) =>
        (IsCalled(SearchKey.Words(called), SearchKey.Words($"{one.LastName} {one.FirstName}")) ? SameIn.Name : 0)
        | (phone ? SameIn.Phone : 0) | (email ? SameIn.Email : 0) | (pesel ? SameIn.Pesel : 0) | (idCard ? SameIn.IdCard : 0);

    /// <summary>The first word somewhere, the others behind it in their order, as far as they go.</summary>
    private static bool IsCalled(string[] words, string[] wanted) =>
        words.Contains(wanted[0]) && words.Distinct().Where(w => w != wanted[0]).Take(wanted.Length - 1).SequenceEqual(wanted[1..]);

    private static bool IsSame(string? address, string? other) => address is not null && string.Equals(address, other, StringComparison.OrdinalIgnoreCase);

    private bool IsSame(SealedText number, SealedText other) => !number.IsEmpty && desk.Numbers.Open(number) == desk.Numbers.Open(other);

    private static async Task<T?> AnyAsync<T>(CrmDbContext db, Random random)
        where T : class => await db.Set<T>().ToListAsync() is { Count: > 0 } rows ? rows[random.Next(rows.Count)] : null;

    private static T One<T>(T[] some, Random random) => some[random.Next(some.Length)];

    private static string? Perhaps(string[] some, Random random) => random.Next(3) == 0 ? null : One(some, random);
}

internal sealed record Naive(List<(int Id, SameIn Same)> Clients, List<(int Id, SameIn Same)> Submissions, List<(int Id, SameIn Same)> Leads);
