using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Journal;
using CrmLive.Core.Live;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Documents;

[Trait("Feature", "A19")]
public sealed class ClientPapersTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 3000).Select(i => (byte)i)];

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_document_is_kept_shown_opened_and_removed_and_the_history_tells_each(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (documents, me, client) = (Documents(office), People.Of(BuiltInRoles.Advisor), await ClientAsync(office));
        using var watch = office.Bus.Subscribe(LiveTopic.Clients);

        var added = await documents.AddAsync(me, client, "../umowa.exe", new MemoryStream(Pdf), default);
        // A part of a card rings for the card, or nobody who looks at it would see the document come.
        Assert.Contains(await watch.ReadBatchAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token), ring => ring.Id == client);
        var row = Assert.Single(await documents.OfClientAsync(me, client, default));
        Assert.Equal((added.Id, "umowa.pdf", (long)Pdf.Length), (row.Id, row.Name, row.Bytes));
        var opened = await documents.OpenAsync(me, added.Id, default);
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(opened!.Path));
        Assert.Equal("application/pdf", opened.ContentType);

        Assert.True((await documents.RemoveAsync(me, added.Id, default)).Ok);
        Assert.Null(await documents.OpenAsync(me, added.Id, default));
        Assert.Empty(Directory.EnumerateFiles(office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
        Assert.Equal(["client-document.created", "client-document.opened", "client-document.deleted"], await EventsAsync(office, client, "client-document"));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_is_refused_leaves_no_file_behind(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (documents, me, client) = (Documents(office), People.Of(BuiltInRoles.Advisor), await ClientAsync(office));
        async Task<string> WhyAsync(Stream content) => Assert.Single((await documents.AddAsync(me, client, "a.pdf", content, default)).Problems).Key;

        Assert.Equal("Empty", await WhyAsync(new MemoryStream()));
        Assert.Equal("UnknownKind", await WhyAsync(new MemoryStream("<html>"u8.ToArray())));
        Assert.Equal("TooLarge", await WhyAsync(new MemoryStream([.. Pdf, .. new byte[DocumentStore.MostBytes]])));
        Assert.False((await documents.AddAsync(me, client + 1000, "a.pdf", new MemoryStream(Pdf), default)).Ok);
        Assert.Empty(await documents.OfClientAsync(me, client, default));
        Assert.Empty(Directory.EnumerateFiles(office.Options.DocumentsFolder, "*", SearchOption.AllDirectories));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P4")]
    public async Task Who_may_not_see_documents_or_the_client_gets_none(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var advisor = await office.AddUserAsync("Ewa", "Lis");
        var (documents, client) = (Documents(office), await ClientAsync(office, advisor.Id));
        var added = await documents.AddAsync(People.Of(BuiltInRoles.Advisor), client, "a.pdf", new MemoryStream(Pdf), default);
        var none = new Actor { UserId = 1, Name = "Nobody", Permissions = System.Collections.Frozen.FrozenSet.Create(ClientPermissions.View), Scope = Scope.All };
        await Assert.ThrowsAsync<AccessRefused>(() => documents.OfClientAsync(none, client, default));
        await Assert.ThrowsAsync<AccessRefused>(() => documents.OpenAsync(none, added.Id, default));
        await Assert.ThrowsAsync<AccessRefused>(() => documents.AddAsync(none, client, "a.pdf", new MemoryStream(Pdf), default));

        var other = People.Of(BuiltInRoles.Advisor) with { UserId = advisor.Id + 1, Scope = Scope.Own };
        Assert.Empty(await documents.OfClientAsync(other, client, default));
        Assert.Null(await documents.OpenAsync(other, added.Id, default));
        Assert.False((await documents.RemoveAsync(other, added.Id, default)).Ok);
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task A_consent_is_given_once_withdrawn_and_given_again_and_nothing_is_forgotten(DatabaseKind kind)
    {
        await using var office = await TestOffice.OpenAsync(kind);
        var (consents, me, client) = (new ClientConsents(office.Crm), People.Of(BuiltInRoles.Advisor), await ClientAsync(office));
        var given = await consents.GiveAsync(me, client, ConsentKind.Marketing, " signed form ", default);
        Assert.Equal("AlreadyGiven", Assert.Single((await consents.GiveAsync(me, client, ConsentKind.Marketing, null, default)).Problems).Key);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await consents.WithdrawAsync(me, given.Id, default)).Ok);
        Assert.False((await consents.WithdrawAsync(me, given.Id, default)).Ok);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await consents.GiveAsync(me, client, ConsentKind.Marketing, null, default);

        var rows = await consents.OfClientAsync(me, client, default);
        Assert.Equal([(null, null), ("signed form", (DateTime?)TestOffice.Monday.AddDays(1))], rows.Select(row => (row.Proof, row.WithdrawnAt)));
        Assert.Equal(["client-consent.created", "client-consent.withdrawn", "client-consent.created"], await EventsAsync(office, client, "client-consent"));
    }

    private static ClientDocuments Documents(TestOffice office) => new(office.Crm, new DocumentStore(office.Options));

    private static async Task<int> ClientAsync(TestOffice office, int? advisorId = null) =>
        (await new ClientCommands(office.Crm).CreateAsync(People.Of(BuiltInRoles.Receptionist), new NewClient { LastName = "Łęcka", AdvisorId = advisorId }, default)).Id;

    private static async Task<List<string>> EventsAsync(TestOffice office, int client, string subject)
    {
        await using var db = office.Crm.Open(Actor.System);
        return await db.Set<JournalEntry>().Where(e => e.ClientId == client && e.Subject == subject).OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync();
    }
}
