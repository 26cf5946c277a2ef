using System.Security.Cryptography;
using System.Text.Json;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Sample;
using Xunit.Abstractions;

namespace CrmLive.Tests.Sample;

[Collection(SampleOfficeMade.Name)]
[Trait("Feature", "P1")]
public sealed class SampleHistoryTests(SampleLab lab, ITestOutputHelper output)
{
    private SampleWorld World => lab.World;

    [Fact]
    public void The_office_is_as_large_as_promised()
    {
        Assert.Equal(25, World.Users.Count);
        Assert.Equal(4, lab.Scene.Estate.Investments.Count);
        Assert.Equal(600, lab.Scene.Estate.Units.Count);
        Assert.Equal(8000, World.Clients.Count);
        Assert.InRange(World.Calls.Count, 25_000, 60_000);
        Assert.InRange(World.Activities.Count, 18_000, 60_000);
        Assert.InRange(World.Agreements.Count, 800, 2_000);
        Assert.Contains(World.Submissions, s => s.Status == Core.Submissions.SubmissionStatus.Pending);
        output.WriteLine($"{World.Calls.Count} calls, {World.Activities.Count} activities, told in {lab.Told.TotalSeconds:F1} s, with writing {lab.Took.TotalSeconds:F1} s");
    }

    [Fact]
    public async Task The_same_seed_at_the_same_moment_makes_the_same_office_and_another_seed_another()
    {
        var again = await SampleLab.Of(lab.Office, lab.Scene.Seed).TellAsync(default);
        Assert.Equal(Hash(lab.Scene), Hash(again));
        var other = await SampleLab.Of(lab.Office, lab.Scene.Seed + 1).TellAsync(default);
        Assert.NotEqual(Hash(lab.Scene), Hash(other));
    }

    [Fact]
    public void No_number_of_the_sample_office_rings_anybody()
    {
        var numbers = World.Clients.SelectMany(c => c.Phones).Select(p => p.E164)
            .Concat(World.Calls.Select(c => c.CallerE164)).Concat(World.Leads.Select(l => l.PhoneE164))
            .Concat(World.Submissions.SelectMany(s => new[] { s.PhoneE164, s.BrokerPhone }))
            .Concat(lab.Scene.Premises.Lines.Select(l => l.E164)).OfType<string>().ToHashSet();
        Assert.All(numbers, number => Assert.True(SilentNumbers.Contains(number), number));
    }

    [Fact]
    public void Mail_of_the_sample_office_reaches_nobody() =>
        Assert.All(
            World.Clients.SelectMany(c => c.Emails).Select(e => e.Address).Concat(World.Users.Select(u => u.Email!)).Concat(World.Submissions.Select(s => s.BrokerEmail!)),
            address => Assert.Matches("^[a-z0-9.-]+@example\\.(org|com|net)$", address));

    [Fact]
    public void Nobody_works_on_holidays_on_sundays_or_at_night()
    {
        var time = lab.Scene.Time;
        var worked = World.Activities.Where(a => a.DoneAt is not null).Select(a => a.DoneAt!.Value)
            .Concat(World.Calls.Where(c => c.AnsweredAt is not null).Select(c => c.StartedAt))
            .Concat(World.Agreements.Where(a => a.SignedAt is not null).Select(a => a.SignedAt!.Value)).ToList();
        Assert.DoesNotContain(worked, at => time.IsHoliday(time.DayOf(at)) || time.DayOf(at).DayOfWeek == DayOfWeek.Sunday);
        Assert.All(worked, at => Assert.InRange(time.ToLocal(at).Hour, 8, 18));
    }

    [Fact]
    public void Nothing_of_the_past_lies_in_the_future()
    {
        var now = lab.Scene.Now;
        Assert.All(World.Activities.Where(a => a.IsDone), a => Assert.True(a.DoneAt < now));
        Assert.All(World.Calls, c => Assert.True(c.EndedAt < now && !c.Status.IsGoingOn()));
        Assert.All(World.Clients, c => Assert.True(c.CreatedAt < now));
        Assert.All(World.Journal.Entries(0), e => Assert.True(e.At <= now));
    }

    [Fact]
    public void Advisors_hold_one_meeting_at_a_time()
    {
        var meetings = World.Activities.Where(a => a is { Type: ActivityType.Meeting, WasPlanned: true } && a.Status != ActivityStatus.Cancelled);
        foreach (var diary in meetings.GroupBy(a => a.AssignedToId))
        {
            var inOrder = diary.OrderBy(a => a.StartsAt).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        }
    }

    [Fact]
    public void Some_answer_quickly_and_some_do_not_and_it_shows()
    {
        double Median(string last)
        {
            var id = World.Users.Single(u => u.LastName == last).Id;
            var waits = World.Leads.Where(l => l.AdvisorId == id && l is { Kind: LeadKind.Text, FirstContactAt: not null })
                .Select(l => (l.FirstContactAt!.Value - l.At).TotalMinutes).Order().ToList();
            return waits[waits.Count / 2];
        }

        Assert.True(Median("Duda") > 1.5 * Median("Lis"));
    }

    [Fact]
    public void In_an_ordinary_week_some_reach_their_plan_and_some_do_not()
    {
        var monday = new DateOnly(2026, 10, 5);
        var week = lab.Scene.Time.Week(monday);
        var green = Scenery.Cast.Advisors.Count(advisor =>
        {
            var plan = World.Plans.Single(p => p.UserId == advisor.Id && p.Week == monday);
            var done = World.Activities.Count(a => a.AssignedToId == advisor.Id && a.DoneAt is { } at && week.Contains(at)
                && a.Type is ActivityType.Phone or ActivityType.Meeting or ActivityType.Email && a.IsDone);
            return done >= plan.Total;
        });
        output.WriteLine($"{green} of {Scenery.Cast.Advisors.Count} reach their plan");
        Assert.InRange(green, 3, Scenery.Cast.Advisors.Count - 3);
    }

    [Fact]
    public void A_unit_is_sold_once()
    {
        var held = World.Agreements.Where(a => a.Status == Core.Agreements.AgreementStatus.Signed
            && a.Kind is not (Core.Agreements.AgreementKind.OralReservation or Core.Agreements.AgreementKind.Reservation));
        Assert.All(held.GroupBy(a => a.UnitId), unit => Assert.Single(unit.Select(a => a.ClientId).Distinct()));
        Assert.Contains(lab.Scene.Estate.Units, u => u.Status == UnitStatus.Available);
        Assert.Contains(lab.Scene.Estate.Units, u => u.Status == UnitStatus.HandedOver);
    }

    private static string Hash(Scenery scene)
    {
        var world = scene.World;
        object[] rows =
        [
            world.Users.Select(u => new { u.UserName, u.Extension, u.RoleId }), world.Clients.Select(c => new { c.Id, c.SearchKey, c.CreatedAt, c.StatusId, c.AdvisorId }),
            world.Calls.Select(c => new { c.Id, c.CallKey, c.StartedAt, c.EndedAt, c.Status, c.UserId, c.ClientId, c.ClearedByCallId }),
            world.Leads.Select(l => new { l.Id, l.At, l.Status, l.ClientId, l.CallId }), world.Activities.Select(a => new { a.Id, a.ClientId, a.StartsAt, a.Status, a.DoneAt }),
            world.Agreements.Select(a => new { a.Id, a.UnitId, a.Value, a.Kind, a.ClientId }), world.Submissions.Select(s => new { s.Id, s.BrokerKey, s.Status }),
            world.Journal.Entries(0).Select(e => new { e.Seq, e.At, e.Event, e.SubjectId }),
            Totals.Of(world, scene.Time).Days.Select(t => new { t.Day, t.UserId, t.Measure, t.Count, t.Seconds, t.AmountMinor }),
        ];
        return Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rows)));
    }
}
