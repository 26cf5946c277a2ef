using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Sample;

/// <summary>What people do around a telephone call that is being played: note while it lasts, put it down when it is over.</summary>
internal sealed class TelephoneDay(CrmDb crm, SampleExchange exchange, OfficeFloor floor, Agenda agenda, CallCommands calls, ActivityCommands activities)
{
    public OfficeFloor Floor => floor;

    public SampleExchange Exchange => exchange;

    public void Play(CallScript script, Dice dice, Acquaintance? with)
    {
        exchange.Play(script);
        if (script.Events.FirstOrDefault(e => e.Kind == CallEventKind.Answered) is not { } answered)
        {
            return;
        }

        if (answered.Direction == CallDirection.Inbound && dice.Chance(0.35))
        {
            Type(script, answered, dice);
        }

        var talker = script.Events.Last(e => e.Kind == CallEventKind.Answered).Extension;
        if (with is not null && dice.Chance(0.7))
        {
            agenda.At(script.Now.AddSeconds(dice.Between(10, 60)), ct => RegisterAsync(talker!, with, script.Events[0].At, dice, ct));
        }
    }

    /// <summary>Reception writes down word by word what the caller wants; whoever is rung reads along (C9).</summary>
    private void Type(CallScript script, CallEvent answered, Dice dice)
    {
        var text = dice.Pick(Sayings.FirstTalk);
        var written = "";
        var at = answered.At.AddSeconds(4);
        foreach (var word in text.Split(' '))
        {
            var before = written;
            var now = written = written.Length == 0 ? word : $"{written} {word}";
            at = at.AddSeconds(dice.Between(1, 3));
            agenda.At(at, ct => WriteAsync(script.Events[0].CallKey, answered.Extension!, before, now, ct));
        }
    }

    private async Task WriteAsync(string key, string extension, string before, string now, CancellationToken ct)
    {
        await using var db = crm.Open(Access.Actor.System);
        var call = await db.Set<Call>().Where(c => c.Exchange == CallScript.Exchange && c.CallKey == key && c.EndedAt == null)
            .Select(c => new { c.Id }).FirstOrDefaultAsync(ct);
        if (call is not null && await ActorAtAsync(extension, ct) is { } actor)
        {
            await calls.WriteNoteAsync(actor, call.Id, before, now, ct);
        }
    }

    private async Task RegisterAsync(string extension, Acquaintance with, DateTime at, Dice dice, CancellationToken ct)
    {
        if (await ActorAtAsync(extension, ct) is { UserId: { } id } actor)
        {
            await activities.RegisterAsync(actor, new ActivityDraft
            {
                Type = ActivityType.Phone,
                ClientId = with.ClientId,
                AssignedToId = id,
                Start = at,
                End = crm.Clock.GetUtcNow().UtcDateTime,
                Note = dice.Pick(Sayings.FollowUp),
            }, ct);
        }
    }

    private async Task<Access.Actor?> ActorAtAsync(string extension, CancellationToken ct) =>
        floor.AtExtension(extension) is { } worker ? await floor.ActorOfAsync(worker, ct) : null;
}
