using System.Diagnostics;
using System.Globalization;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Diary;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Mail;
using CrmLive.Core.Mail.Sending;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>Ten thousand mails queued, sent over eight sessions with a mark before and after each; beside a bare loop of MailKit, turn and turn about.</summary>
public sealed class MailsVerb(Options options, Report report)
{
    private const int Sessions = 8;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(options.Text("postgres", "") is { Length: > 0 } postgres ? postgres : null, ct);
        var (count, rounds) = (options.Number("mails", 10_000), options.Number("rounds", 5));
        var machine = new Machine([]);
        var before = machine.Read();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var (sent, floor) = (await OursAsync(office, round, count, ct), await BareAsync(count, ct));
            // The first round is for the compiler.
            if (round > 0)
            {
                ours.Add(sent.TotalSeconds);
                bare.Add(floor.TotalSeconds);
            }
        }

        var ratio = Median(ours.Zip(bare, (one, other) => one / other));
        report.Add(new Figure
        {
            What = $"{count:N0} queued mails over {Sessions} sessions ({count / Median(ours):N0} a second), against a bare loop of MailKit ({count / Median(bare):N0} a second)", Unit = "s",
            Value = Median(ours), Floor = Median(bare), Judged = ratio, Bound = 2, Rounds = rounds, ForeignCpu = machine.ForeignSince(before),
        });
    }

    private static async Task<TimeSpan> OursAsync(ClientOffice office, int round, int count, CancellationToken ct)
    {
        await using var sink = new MailSink();
        var now = office.Crm.Clock.GetUtcNow().UtcDateTime;
        foreach (var part in Enumerable.Range(0, count).Chunk(1000))
        {
            await using var db = office.Crm.Open(Actor.System);
            db.AddRange(part.Select(i => new OutboxMail
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"mail-{round}-{i}"), To = "advisor@example.org", Subject = Subject, Body = Body, QueuedAt = now, DueAt = now,
            }));
            await db.SaveChangesAsync(ct);
        }

        var mail = new MailOptions { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, From = "office@example.org", Connections = Sessions };
        var sender = new MailSender(office.Crm, new MailRoute(office.Crm, mail, new Vault(text => text, text => text)), NullLogger<MailSender>.Instance);
        var start = Stopwatch.GetTimestamp();
        var sent = await sender.SendDueAsync(ct);
        var took = Stopwatch.GetElapsedTime(start);
        await using var after = office.Crm.Open(Actor.System);
        var once = await after.Set<OutboxMail>().CountAsync(m => m.Key.StartsWith($"mail-{round}-") && m.State == MailState.Sent && m.Attempts == 1, ct);
        return (sent, once, sink.Taken) == (count, count, count) ? took : throw new InvalidOperationException($"Of {count} mails {sent} were sent, {once} of them once; {sink.Taken} arrived.");
    }

    private static async Task<TimeSpan> BareAsync(int count, CancellationToken ct)
    {
        await using var sink = new MailSink();
        var start = Stopwatch.GetTimestamp();
        await MailLoop.SendAsync(sink.Port, count, Sessions, Subject, Body, ct);
        return Stopwatch.GetElapsedTime(start);
    }

    private const string Subject = "Submission 1284: Jan Nowak, Zielone Tarasy";

    private const string Body = "Dear Halina Rogowska,\n\nyour client Jan Nowak, Zielone Tarasy has been accepted. Thank you.\n\nHere you see how things stand and may answer us:\nhttps://crm.example.com/broker/0123456789abcdef0123456789abcdef\n\nWith kind regards\nZielone Tarasy\n";

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
