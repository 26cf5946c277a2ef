using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Agreements;

[Trait("Feature", "P24")]
public sealed class OfferTests
{
    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P8")]
    public async Task An_offer_goes_by_mail_is_a_contact_and_brings_the_client_forward(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        await using var db = desk.Office.Crm.Open(Actor.System);
        db.Add(new ClientEmail { ClientId = desk.Ewa, Address = "ewa@example.org", Folded = "ewa@example.org" });
        await db.SaveChangesAsync();
        var offers = new OfferCommands(desk.Office.Crm);
        await Desk.DoneAsync(offers.SendAsync(desk.Me, new OfferDraft { ClientId = desk.Ewa, UnitIds = [desk.UnitId, desk.UnitId + 1], Address = "ewa@example.org", Note = "See you on Friday." }, default));

        var mail = await db.Set<OutboxMail>().SingleAsync();
        Assert.Equal(("ewa@example.org", "Offer: Zielona", MailState.Queued), (mail.To, mail.Subject, mail.State));
        Assert.Contains("Zielona, unit A.2: 2 rooms, 40 m², floor 1, price 400,000\u00A0PLN", mail.Body, StringComparison.Ordinal);
        Assert.Contains("See you on Friday.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Anna Lis", mail.Body, StringComparison.Ordinal);
        var row = Assert.Single(await new OfferQueries(desk.Office.Crm).OfClientAsync(desk.Me, desk.Ewa, default));
        Assert.Equal((OfferWay.Mail, (MailState?)MailState.Queued, 2), (row.Way, row.Mail, row.Units.Count));
        Assert.Equal("offer", await desk.StageAsync(desk.Ewa));
        Assert.Equal((ActivityType.Email, (DateTime?)desk.Now), (await db.Set<Activity>().SingleAsync()) is var written ? (written.Type, written.DoneAt) : default);
        Assert.Equal(desk.Now, await db.Set<Client>().Where(c => c.Id == desk.Ewa).Select(c => c.LastContactAt).SingleAsync());
        Assert.Empty(await desk.WrongTotalsAsync());
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice))]
    public async Task What_cannot_be_offered_is_refused_where_it_is_wrong_and_nothing_is_kept(DatabaseKind kind)
    {
        await using var desk = await SalesDesk.OpenAsync(kind);
        var offers = new OfferCommands(desk.Office.Crm);
        async Task<string> Why(OfferDraft draft) => Assert.Single((await offers.SendAsync(desk.Me, draft, default)).Problems).Key;
        Assert.Equal(AgreementProblem.UnitsMissing, await Why(new OfferDraft { ClientId = desk.Ewa }));
        Assert.Equal(AgreementProblem.UnitsMissing, await Why(new OfferDraft { ClientId = desk.Ewa, UnitIds = [9999] }));
        Assert.Equal(AgreementProblem.AddressWrong, await Why(new OfferDraft { ClientId = desk.Ewa, UnitIds = [desk.UnitId], Address = "somebody@example.org" }));
        await desk.SignedAsync(AgreementKind.Reservation, desk.Olga);
        Assert.Equal(AgreementProblem.UnitTaken, await Why(new OfferDraft { ClientId = desk.Ewa, UnitIds = [desk.UnitId] }));
        await Assert.ThrowsAsync<AccessRefused>(() => offers.SendAsync(People.Of(BuiltInRoles.Receptionist), new OfferDraft { ClientId = desk.Ewa, UnitIds = [desk.UnitId] }, default));
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.False(await db.Set<Offer>().AnyAsync());
        await Desk.DoneAsync(offers.SendAsync(desk.Me, new OfferDraft { ClientId = desk.Ewa, UnitIds = [desk.UnitId + 1] }, default));
        Assert.Equal(OfferWay.Handed, await db.Set<Offer>().Select(o => o.Way).SingleAsync());
    }
}
