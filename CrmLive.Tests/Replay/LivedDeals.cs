using CrmLive.Core.Access;
using CrmLive.Core.Agreements;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Replay;

/// <summary>What is signed and handed in on a lived day, and taken back.</summary>
internal sealed class LivedDeals(LivedOffice lived)
{
    private int _made;

    public async Task SignAsync()
    {
        await using var db = lived.Office.Crm.Open(Actor.System);
        var investment = await db.Set<Investment>().FirstOrDefaultAsync() ?? new Investment { Name = "Zielona", Branch = new Branch { Name = "Centre" } };
        var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = $"A.{++_made}", SearchKey = $"a.{_made}" };
        db.Add(new Agreement
        {
            Kind = (AgreementKind)lived.Random.Next(4), Status = AgreementStatus.Signed, ClientId = lived.Client, Unit = unit, Investment = investment, AdvisorId = lived.Somebody.Id, CreatedAt = lived.Now,
            SignedAt = lived.Now.AddMinutes(-lived.Random.Next(6000)), Value = 500_000,
        });
        await db.SaveChangesAsync();
    }

    public Task WithdrawAsync() =>
        lived.ChangeAsync<Agreement>(a => a.Status = a.Status == AgreementStatus.Cancelled ? AgreementStatus.Signed : AgreementStatus.Cancelled);

    public async Task HandInAsync()
    {
        if (lived.Random.Next(5) == 0)
        {
            await lived.RemoveAsync<Submission>();
            return;
        }

        await using var db = lived.Office.Crm.Open(Actor.System);
        db.Add(new Submission
        {
            BrokerForm = await db.Set<BrokerForm>().FirstOrDefaultAsync() ?? new BrokerForm { Name = "Form", LinkKey = "key", Source = new Source { Name = "Houses" }, On = true },
            FirstName = "Walerian", LastName = "Submitted", SearchKey = "submitted walerian", BrokerName = "The broker", BrokerKey = $"k{++_made}", ArrivedAt = lived.Now,
        });
        await db.SaveChangesAsync();
    }

    public Task DecideAsync() => lived.ChangeAsync<Submission>(s => (s.Status, s.StatusChangedAt) = ((SubmissionStatus)lived.Random.Next(3), lived.Now));
}
