using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>A broker hands a client in.</summary>
internal sealed class BrokerReports(CrmDb crm, SubmissionIntake submissions, Dice dice, TimeSpan mean) : Habit(dice, mean)
{
    /// <summary>An inbox that nobody looks at does not fill for ever.</summary>
    private const int Enough = 25;

    public override async Task HappenAsync(DateTime now, CancellationToken ct)
    {
        await using var db = crm.Open(Actor.System);
        if (await db.Set<Submission>().CountAsync(s => s.Status == SubmissionStatus.Pending, ct) >= Enough)
        {
            return;
        }

        var forms = await db.Set<BrokerForm>().AsNoTracking().Include(f => f.Investments).Where(f => f.On).OrderBy(f => f.Id).ToListAsync(ct);
        if (forms.Count == 0)
        {
            return;
        }

        var form = Dice.Pick(forms);
        var who = Strangers.Next(now, Dice);
        var broker = Brokers.PersonOf(form.Id, Dice);
        await submissions.TakeAsync(Actor.System, new NewSubmission
        {
            BrokerFormId = form.Id,
            InvestmentId = form.Investments.Count > 0 ? Dice.Pick(form.Investments).InvestmentId : null,
            FirstName = who.FirstName!,
            LastName = who.LastName!,
            Phone = who.Phone is { } phone ? Persona.Spelled(phone, Dice) : null,
            Email = who.Email,
            Note = Dice.Chance(0.5) ? Dice.Pick(Sayings.FirstTalk) : null,
            Pesel = Dice.Chance(0.7) ? NobodysPesel() : null,
            IdCard = Dice.Chance(0.3) ? "ZZZ 012345" : null,
            BrokerName = broker,
            BrokerEmail = Brokers.AddressOf(broker),
            Language = "pl",
            Documents = form.TakesDocuments && Dice.Chance(0.4) ? [new HandedDocument("zgoda na przekazanie danych.pdf", SamplePaper.Open($"{who.FirstName} {who.LastName}"))] : [],
        }, ct);
    }

    /// <summary>Of somebody to be born after 2200: it passes every check and belongs to nobody.</summary>
    private string NobodysPesel()
    {
        var ten = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Dice.Between(0, 99):00}{60 + Dice.Between(1, 12):00}{Dice.Between(1, 28):00}{Dice.Between(0, 9999):0000}");
        return ten + Enumerable.Range(0, 10).First(digit => Common.Pesel.FaultOf($"{ten}{digit}") is null);
    }
}
