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

/// <summary>Ten thousand reminders due in one minute: how long until each has fired and its mail has left, once.</summary>
public sealed class RemindersVerb(Options options, Report report)
{
    private const int Clients = 5_000;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(options.Text("postgres", "") is { Length: > 0 } postgres ? postgres : null, ct);
        await office.FillAsync(Clients, ct);
        var count = options.Number("reminders", 10_000);
        await DiaryOffice.RemindAsync(office, count, Clients, office.Crm.Clock.GetUtcNow().UtcDateTime.AddMinutes(-2), ct);
        var folder = Directory.CreateTempSubdirectory("crmlive-bench-mail-");
        var mail = options.Text("smtp", "") is { Length: > 0 } server
            ? new MailOptions { Host = server.Split(':')[0], Port = int.Parse(server.Split(':')[1], null), Security = MailSecurity.None, From = "office@example.org" }
            : new MailOptions { Folder = folder.FullName, From = "office@example.org" };
        try
        {
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
            if ((fired, sent, mails) != (count, count, count))
            {
                throw new InvalidOperationException($"Of {count} reminders {fired} fired and {sent} mails were sent, {mails} of them at once.");
            }

            Say($"{count:N0} reminders due in one minute have fired, in the application and into the outbox", firing, machine.ForeignSince(before));
            Say($"and their mails have left, each once ({(mail.Host.Length > 0 ? "a real mail server" : "pick-up folder")})", all, machine.ForeignSince(before));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Say(string what, TimeSpan took, double foreign) => report.Add(new Figure
    {
        What = what, Unit = "s", Value = took.TotalSeconds, Judged = took.TotalSeconds, Bound = 60, Rounds = 1, ForeignCpu = foreign,
    });
}
