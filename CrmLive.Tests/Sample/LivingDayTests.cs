using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Sample;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CrmLive.Tests.Sample;

[Trait("Feature", "P1")]
public sealed class LivingDayTests(LivingDayLab lab, ITestOutputHelper output) : IClassFixture<LivingDayLab>
{
    [Fact]
    public async Task A_call_begins_about_every_half_minute_and_some_are_always_going_on()
    {
        var calls = await TodaysAsync();
        var settled = lab.GoingOn.Skip(180).ToList();
        output.WriteLine($"{calls.Count} calls in {LivingDayLab.Length.TotalMinutes} minutes, {settled.Average():F1} at once (from {settled.Min()} to {settled.Max()})");
        Assert.InRange(LivingDayLab.Length.TotalSeconds / calls.Count, 15, 40);
        Assert.InRange(settled.Average(), 2.5, 7);
    }

    [Fact]
    public async Task They_go_every_way_a_call_can_go()
    {
        var calls = await TodaysAsync();
        output.WriteLine(string.Join(", ", calls.GroupBy(c => (c.Direction, c.Status)).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Contains(calls, c => c is { Direction: CallDirection.Inbound, Status: CallStatus.TransferredAnswered });
        Assert.Contains(calls, c => c is { Direction: CallDirection.Outbound, Status: CallStatus.Answered });
        Assert.Contains(calls, c => c is { Direction: CallDirection.Inbound, AnsweredAt: null });
        Assert.Contains(calls, c => c.ClientId is not null);
        Assert.Contains(calls, c => c.ClientId is null && c.CallerE164 is not null);
        Assert.Contains(calls, c => c.Note is not null);
        Assert.All(calls, c => Assert.True(c.CallerE164 is null || SilentNumbers.Contains(c.CallerE164)));
    }

    [Fact]
    public async Task No_telephone_is_in_two_calls_at_once()
    {
        var parts = (await TodaysAsync()).SelectMany(c => c.Legs.Select(l => (l.Extension, l.RangAt, EndedAt: l.EndedAt ?? DateTime.MaxValue)));
        foreach (var telephone in parts.GroupBy(p => p.Extension))
        {
            var inOrder = telephone.OrderBy(p => p.RangAt).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.EndedAt <= pair.Second.RangAt, $"{telephone.Key}"));
        }
    }

    [Fact]
    [Trait("Feature", "C11")]
    public async Task Missed_callers_are_claimed_and_rung_back()
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.True(await db.Set<Call>().AnyAsync(c => c.ClaimedById != null && c.ClearedAt > TestOffice.Monday));
    }

    [Fact]
    public async Task Leads_submissions_and_activities_come_in_too()
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        Assert.True(await db.Set<Lead>().AnyAsync(l => l.At > TestOffice.Monday));
        Assert.True(await db.Set<Submission>().AnyAsync(s => s.ArrivedAt > TestOffice.Monday));
        Assert.True(await db.Set<Activity>().CountAsync(a => a.CreatedAt > TestOffice.Monday) > 5);
    }

    [Fact]
    public async Task After_it_the_totals_are_still_those_of_the_rows() =>
        Assert.Empty(await new TotalsAudit(lab.Office.Crm).DifferencesAsync(default));

    [Fact]
    [Trait("Feature", "C28")]
    public async Task A_click_on_a_number_is_played_as_a_call_of_the_clickers_telephone()
    {
        var dialled = await lab.Exchange.DialAsync("252", "+48361112233", default);
        Assert.NotNull(dialled.CallKey);
        Assert.NotNull((await lab.Exchange.DialAsync("252", "+48361112244", default)).Refusal);
        await lab.PlayAsync(TimeSpan.FromMinutes(4));
        await using var db = lab.Office.Crm.Open(Actor.System);
        var call = await db.Set<Call>().AsNoTracking().Include(c => c.Legs).SingleAsync(c => c.CallKey == dialled.CallKey);
        Assert.Equal(CallDirection.Outbound, call.Direction);
        Assert.Equal("252", Assert.Single(call.Legs).Extension);
        Assert.NotNull(call.EndedAt);
    }

    [Fact]
    [Trait("Feature", "C5")]
    public async Task A_restarted_exchange_hangs_up_what_it_was_playing()
    {
        await lab.Restarted().HangUpLeftoversAsync(default);
        Assert.DoesNotContain(await TodaysAsync(), c => c.EndedAt is null);
    }

    private async Task<List<Call>> TodaysAsync()
    {
        await using var db = lab.Office.Crm.Open(Actor.System);
        return await db.Set<Call>().AsNoTracking().Include(c => c.Legs)
            .Where(c => c.StartedAt > TestOffice.Monday && c.StartedAt < TestOffice.Monday + LivingDayLab.Length).ToListAsync();
    }
}
