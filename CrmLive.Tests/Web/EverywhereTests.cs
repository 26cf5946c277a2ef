using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Web.Hosting;
using CrmLive.Web.Search;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web;

/// <summary>Ctrl+K over everything there is: what is found, and where a click on it leads.</summary>
[Trait("Feature", "P12")]
public sealed class EverywhereTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task Clients_leads_submissions_units_and_pages_are_found_and_each_leads_to_its_place(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Żółkiewska", "600 111 222");
        var lead = new Lead { At = TestOffice.Monday, Name = "Zenon Krawczyk", SearchKey = SearchKey.Of("Zenon Krawczyk") };
        await BuildAsync(office, client.Id, lead);
        await using var services = Services(office);
        var everywhere = ActivatorUtilities.CreateInstance<Everywhere>(services);
        var everybody = People.Of(BuiltInRoles.Administrator);
        async Task<string[]> FoundAsync(string typed) => [.. (await everywhere.FindAsync(everybody, typed, default)).Where(hit => hit.Kind != SearchKind.Page).Select(hit => $"{hit.Kind} {hit.Href}")];

        Assert.Equal([$"Client clients/{client.Id}"], await FoundAsync("zolkiew"));
        Assert.Equal([$"Lead clients/new?lead={lead.Id}"], await FoundAsync("krawcz zen"));
        Assert.Equal(["Submission submissions/1"], await FoundAsync("Wrzosek"));
        Assert.StartsWith("Unit units/", Assert.Single(await FoundAsync("zielona b17")), StringComparison.Ordinal);
        Assert.Contains((await everywhere.FindAsync(everybody, "calen", default)), hit => hit is { Kind: SearchKind.Page, Href: "calendar" or "/calendar" });
        Assert.Empty(await everywhere.FindAsync(everybody with { Permissions = [] }, "zolkiew", default));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Leads_submissions_and_units_are_found_by_number_and_address_too_the_latest_first_and_only_by_who_may_see_them(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (anna, ewa) = (await office.AddUserAsync("Anna", "Lis"), await office.AddUserAsync("Ewa", "Wilk"));
        var client = await office.AddClientAsync("Olga", "Sowa");
        Lead Of(int advisorId, string name, string phone, string? email = null, LeadStatus status = LeadStatus.New) => new()
        {
            At = TestOffice.Monday, Name = name, Phone = phone, PhoneE164 = PhoneNumber.TryE164(phone, "PL"), Email = email, AdvisorId = advisorId, Status = status,
        };
        var (hers, later, others) = (Of(anna.Id, "Zenon Krawczyk", "600 100 200", "Zenon@Example.org"), Of(anna.Id, "Zenona Krawiec", "600 100 300"), Of(ewa.Id, "Zenek Kraw", "600 100 400"));
        await BuildAsync(office, client.Id, hers);
        await using (var db = office.Crm.Open(Actor.System))
        {
            later.At = TestOffice.Monday.AddDays(1);
            db.AddRange(later, others, Of(anna.Id, "Zenobia Kraw", "600 100 500", null, LeadStatus.Deleted));
            await db.SaveChangesAsync();
        }

        await using var services = Services(office);
        var everywhere = ActivatorUtilities.CreateInstance<Everywhere>(services);
        async Task<string[]> FoundAsync(Actor actor, string typed) => [.. (await everywhere.FindAsync(actor, typed, default)).Where(hit => hit.Kind != SearchKind.Page).Select(hit => $"{hit.Kind} {hit.Href}")];
        static string Place(Lead lead) => $"Lead clients/new?lead={lead.Id}";
        var everybody = People.Of(BuiltInRoles.Administrator);
        var asAnna = People.Of(BuiltInRoles.Advisor, Scope.Own, anna.Id);

        Assert.Equal(3, (await FoundAsync(everybody, "zen kraw")).Length);
        Assert.Equal([Place(later), Place(hers)], await FoundAsync(asAnna, "zen kraw"));
        Assert.Equal([Place(later), Place(hers)], await FoundAsync(asAnna, "+48 600-100"));
        Assert.Equal([Place(hers)], await FoundAsync(asAnna, "100 200"));
        Assert.Equal([Place(hers)], await FoundAsync(asAnna, "zenon@example"));
        Assert.Equal(["Submission submissions/1"], await FoundAsync(everybody, "wrzosek jan"));
        Assert.Equal(["Submission submissions/1"], await FoundAsync(everybody, "600 222 333"));
        Assert.Equal(["Submission submissions/1"], await FoundAsync(everybody, "jan.wrzosek@ex"));
        Assert.Empty(await FoundAsync(People.Of(BuiltInRoles.Advisor, Scope.Branch, anna.Id, int.MaxValue), "wrzosek"));
        Assert.StartsWith("Unit units/", Assert.Single(await FoundAsync(asAnna, "b17 ziel")), StringComparison.Ordinal);
        Assert.Empty(await FoundAsync(everybody with { Permissions = [] }, "wrzosek"));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_page_is_found_by_its_name_in_any_language_and_a_finished_client_is_told_apart(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var client = await office.AddClientAsync("Anna", "Nowak");
        await using (var db = office.Crm.Open(Actor.System))
        {
            db.Attach(client).Entity.FinishedAt = TestOffice.Monday;
            await db.SaveChangesAsync();
        }

        await using var services = Services(office);
        var everywhere = ActivatorUtilities.CreateInstance<Everywhere>(services);
        var everybody = People.Of(BuiltInRoles.Administrator);

        foreach (var typed in (string[])["calendar", "kalendarz", "календарь", "kalendar"])
        {
            Assert.Contains(await everywhere.FindAsync(everybody, typed, default), hit => hit is { Kind: SearchKind.Page, Href: "calendar" });
        }

        Assert.True(Assert.Single(await everywhere.FindAsync(everybody, "nowak", default)).Finished);
    }

    private static async Task BuildAsync(TestOffice office, int clientId, Lead lead)
    {
        await using var db = office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Centre" };
        db.Add(branch);
        await db.SaveChangesAsync();
        var investment = new Investment { Name = "Zielona", Branch = branch };
        var unit = new Unit
        {
            Investment = investment, Building = new Building { Name = "B", Stage = new Stage { Name = "I", Investment = investment } }, Number = "B17", SearchKey = SearchKey.Of("Zielona B17"),
        };
        db.AddRange(
            lead,
            new Agreement { ClientId = clientId, Unit = unit, Investment = investment, CreatedAt = TestOffice.Monday, SignedAt = TestOffice.Monday, Status = AgreementStatus.Signed },
            new Submission
            {
                BrokerForm = new BrokerForm { Name = "Brokers", LinkKey = "brokers", Source = new Source { Name = "Brokers" } },
                FirstName = "Jan", LastName = "Wrzosek", BrokerName = "C", BrokerKey = "c", ArrivedAt = TestOffice.Monday, SearchKey = SearchKey.Of("Jan Wrzosek"),
                Phone = "600 222 333", PhoneE164 = "+48600222333", Email = "Jan.Wrzosek@example.com", BranchId = branch.Id,
            });
        await db.SaveChangesAsync();
    }

    private static ServiceProvider Services(TestOffice office) => new ServiceCollection()
        .AddLogging().AddScreens()
        .AddSingleton<TimeProvider>(office.Clock).AddSingleton(office.Office).AddSingleton<Core.Live.ILiveBus>(office.Bus).AddSingleton(office.Crm).AddSingleton(office.Options)
        .AddSingleton(new Core.Clients.ClientQueries(office.Crm)).AddSingleton(new LeadQueries(office.Crm))
        .AddSingleton(new SubmissionQueries(office.Crm)).AddSingleton(new AgreementQueries(office.Crm))
        .BuildServiceProvider();
}
