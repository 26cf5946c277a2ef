using System.Diagnostics;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Diary;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Ten thousand reminders due in one minute: how long until each has fired and its mail has left, once; and the same mails by a bare loop.</summary>
public sealed class RemindersVerb(Options options, Report report)
{
    private const int Clients = 5_000;
    private const int Sessions = 8;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(options.Text("postgres", "") is { Length: > 0 } postgres ? postgres : null, ct);
        await using var sink = new MailSink();
        await office.FillAsync(Clients, ct);
        var count = options.Number("reminders", 10_000);
        await DiaryOffice.RemindAsync(office, count, Clients, office.Crm.Clock.GetUtcNow().UtcDateTime.AddMinutes(-2), ct);
        var mail = new MailOptions { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, From = "office@example.org", Connections = Sessions };
        var route = new MailRoute(office.Crm, mail, new Vault(text => text, text => text));
        var machine = new Machine([]);
        var before = machine.Read();
        var start = Stopwatch.GetTimestamp();
        var fired = await new ActivityClock(office.Crm, route, NullLogger<ActivityClock>.Instance).FireAsync(ct);
        var firing = Stopwatch.GetElapsedTime(start);
        var sent = await new MailSender(office.Crm, route, NullLogger<MailSender>.Instance).SendDueAsync(ct);
        var all = Stopwatch.GetElapsedTime(start);
        await using var db = office.Crm.Open(Actor.System);
        var mails = await db.Set<OutboxMail>().CountAsync(m => m.State == MailState.Sent && m.Attempts == 1, ct);
        if ((fired, sent, mails, sink.Taken) != (count, count, count, count))
        {
            throw new InvalidOperationException($"Of {count} reminders {fired} fired and {sent} mails were sent, {mails} of them at once; {sink.Taken} arrived.");
        }

        var one = await db.Set<OutboxMail>().FirstAsync(ct);
        var bare = Stopwatch.GetTimestamp();
        await MailLoop.SendAsync(sink.Port, count, Sessions, one.Subject, one.Body, ct);
        var floor = Stopwatch.GetElapsedTime(bare);
        Say($"{count:N0} reminders due in one minute have fired, in the application and into the outbox", firing, machine.ForeignSince(before));
        Say($"and their mails have left over {Sessions} sessions, each once", all, machine.ForeignSince(before));
        var ratio = (all - firing) / floor;
        report.Add(new Figure
        {
            What = $"the mails alone ({count / (all - firing).TotalSeconds:N0} a second), against a bare loop of MailKit over {Sessions} sessions", Unit = "s",
            Value = (all - firing).TotalSeconds, Floor = floor.TotalSeconds, Judged = ratio, Bound = 2, Rounds = 1, ForeignCpu = machine.ForeignSince(before),
        });
    }

    private void Say(string what, TimeSpan took, double foreign) => report.Add(new Figure
    {
        What = what, Unit = "s", Value = took.TotalSeconds, Judged = took.TotalSeconds, Bound = 60, Rounds = 1, ForeignCpu = foreign,
    });
}
