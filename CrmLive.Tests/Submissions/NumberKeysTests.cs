using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Documents;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Submissions;

/// <summary>Personal numbers when the keys they are sealed with change, or are lost (decision 20).</summary>
[Trait("Feature", "B22")]
public sealed class NumberKeysTests
{
    private const string Pesel = "44051401359";

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P21")]
    public async Task What_was_sealed_before_a_new_key_was_made_is_opened_still_and_matches_what_was_sealed_after_it(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        int before;
        await using (var keys = Keys(desk.Office.Crm))
        {
            await using var first = desk.WithKeys(keys.GetRequiredService<Vault>());
            before = await first.TakenAsync(first.Jan with { Pesel = Pesel, IdCard = "ABA300000" });
            var now = TimeProvider.System.GetUtcNow();
            keys.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        }

        await using var restarted = Keys(desk.Office.Crm);
        await using var again = desk.WithKeys(restarted.GetRequiredService<Vault>());
        var after = await again.TakenAsync(again.Jan with { Phone = null, Email = "other@example.org", LastName = "Inny", Pesel = "440514-01359" });
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            var ciphers = await db.Set<Submission>().OrderBy(s => s.Id).Select(s => s.Pesel).ToListAsync();
            // The first letters say which key it was.
            Assert.NotEqual(ciphers[0].Cipher[..26], ciphers[1].Cipher[..26]);
        }

        var card = (await again.Inbox.CardAsync(again.Manager, before, default))!;
        Assert.Equal(("•••••••1359", "•••••0000"), (card.Pesel!.Shown, card.IdCard!.Shown));
        Assert.Equal(Pesel, (await again.Commands.RevealAsync(again.Administrator, before, PersonalField.Pesel, "agreement", default)).Number);
        var same = Assert.Single((await again.Similarity.OfAsync(again.Manager, after, default))!.Submissions);
        Assert.Equal((before, SameIn.Pesel), (same.Id, same.Same));
    }

    [SkippableTheory, MemberData(nameof(TestOffice.Kinds), MemberType = typeof(TestOffice)), Trait("Feature", "P16")]
    public async Task Of_lost_keys_it_is_said_what_can_be_read_no_more_and_everything_else_goes_on(DatabaseKind kind)
    {
        await using var desk = await BrokerDesk.OpenAsync(kind);
        var (before, twin) = (await desk.TakenAsync(desk.Jan with { Pesel = Pesel }), await desk.TakenAsync(desk.Jan with { LastName = "Inny", Pesel = Pesel }));
        var others = new EphemeralDataProtectionProvider().CreateProtector("other keys");
        await using var lost = desk.WithKeys(new Vault(others.Protect, others.Unprotect));
        Assert.Null((await lost.Inbox.CardAsync(lost.Manager, before, default))!.Pesel!.Shown);
        var shown = await lost.Commands.RevealAsync(lost.Administrator, before, PersonalField.Pesel, "agreement", default);
        Assert.Equal((SavedOutcome.Gone, null), (shown.Saved.Outcome, shown.Number));
        Assert.Null((await new SubmissionPrivacy(desk.Office.Crm, lost.Numbers, new DocumentStore(desk.Office.Options)).HandOutAsync(lost.Administrator, before, default))!.Pesel);
        // What stands there matches still: nothing has to be opened for it.
        Assert.Equal(SameIn.Phone | SameIn.Email | SameIn.Pesel, Assert.Single((await lost.Similarity.OfAsync(lost.Manager, before, default))!.Submissions).Same);
        Assert.True((await lost.Commands.DecideAsync(lost.Manager, new Decision { SubmissionId = before, Verdict = Verdict.Create }, default)).Ok);
        var client = (await lost.Inbox.CardAsync(lost.Manager, before, default))!.Client!.Id;
        Assert.Null(Assert.Single(await new ClientNumbers(desk.Office.Crm, lost.Numbers).OfClientAsync(lost.Manager, client, default)).Number.Shown);

        var handed = lost.Jan with { LastName = "Nowy" };
        Assert.Equal([new Problem("Pesel", "NumbersLost")], (await lost.Intake.TakeAsync(Actor.Nobody, handed with { Pesel = Pesel }, default)).Problems);
        Assert.Equal([new Problem("IdCard", "NumbersLost")], (await lost.Intake.TakeAsync(Actor.Nobody, handed with { IdCard = "ABA300000" }, default)).Problems);
        Assert.True((await lost.Intake.TakeAsync(Actor.Nobody, handed, default)).Ok);

        // As the error tells the administrator.
        await using (var db = desk.Office.Crm.Open(Actor.System))
        {
            db.RemoveRange(await db.Set<MatchKey>().ToListAsync());
            await db.SaveChangesAsync();
        }

        Assert.True((await lost.Intake.TakeAsync(Actor.Nobody, handed with { Pesel = Pesel }, default)).Ok);
        Assert.Equal(twin, Assert.Single((await lost.Similarity.OfAsync(lost.Manager, before, default))!.Submissions, s => s.Same.HasFlag(SameIn.Pesel)).Id);
    }

    private static ServiceProvider Keys(CrmDb crm) => new ServiceCollection().AddLogging().AddSingleton(crm).AddWebKeys().BuildServiceProvider();
}
