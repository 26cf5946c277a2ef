using CrmLive.Benchmarks;
using CrmLive.Benchmarks.Floor;
using CrmLive.Benchmarks.Measure;
using CrmLive.Benchmarks.Verbs;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var options = new Options(args);
var report = new Report(Console.Out);
switch (options.Verb)
{
    case "serve-floor":
        await FloorServer.RunAsync(new Uri(options.Text("urls", "http://127.0.0.1:5090/")), stop.Token);
        return 0;
    case "proof":
        await new Proof(options, report).RunAsync(stop.Token);
        break;
    case "fanout":
        await new Fanout(options, report).RunAsync(stop.Token);
        break;
    case "path":
        await new PathVerb(options, report).RunAsync(stop.Token);
        break;
    case "memory":
        await new MemoryVerb(options, report).RunAsync(stop.Token);
        break;
    case "browser":
        await new BrowserVerb(options, report).RunAsync(stop.Token);
        break;
    case "start":
        await new StartVerb(options, report).RunAsync(stop.Token);
        break;
    case "intake":
        await new IntakeVerb(options, report).RunAsync(stop.Token);
        break;
    case "search":
        await new SearchVerb(options, report).RunAsync(stop.Token);
        break;
    case "inbox":
        await new InboxVerb(options, report).RunAsync(stop.Token);
        break;
    case "similar":
        await new SimilarVerb(options, report).RunAsync(stop.Token);
        break;
    case "calendar":
        await new CalendarVerb(options, report).RunAsync(stop.Token);
        break;
    case "drag":
        await new DragVerb(options, report).RunAsync(stop.Token);
        break;
    case "month":
        await new MonthVerb(options, report).RunAsync(stop.Token);
        break;
    case "reminders":
        await new RemindersVerb(options, report).RunAsync(stop.Token);
        break;
    case "form":
        await new FormVerb(options, report).RunAsync(stop.Token);
        break;
    case "mails":
        await new MailsVerb(options, report).RunAsync(stop.Token);
        break;
    case "import":
        await new ImportVerb(options, report).RunAsync(stop.Token);
        break;
    case "kpi":
        await new KpiVerb(options, report).RunAsync(stop.Token);
        break;
    case "walls":
        await new WallsVerb(options, report).RunAsync(stop.Token);
        break;
    case "wall-day":
        await new WallDayVerb(options, report).RunAsync(stop.Token);
        break;
    default:
        Console.WriteLine("""
            dotnet run -c Release --project CrmLive.Benchmarks -- VERB [--app FOLDER] [--panels N] [--rounds N] [--events N]

              proof     the load client against a server with nothing in it (no --app needed)
              fanout    an accepted event until the last of N panels shows it, against a bare hub in the same server
              path      a signed webhook until the last of 100 panels, against a bare insert and broadcast
              memory    what an open panel costs the process
              browser   Chromium's main thread with 200 calls changing every second (--chromium FILE)
              start     the first page after a warm start with the sample office
              intake    call events into SQLite, durable, against hand-written inserts (no --app needed)
              search    client search while typing over 100,000 clients (--clients N, --only SQLite or PostgreSQL, --postgres CONNECTION of a database that may be emptied)
              inbox     a submission accepted by the server until the last of 500 inboxes shows its row, against a bare hub in the same server (--panels N)
              similar   who is like a submission's person among 200,000 clients, 500,000 leads, 100,000 submissions (--clients N, --leads N, --submissions N, --only and --postgres as above)
              import    50,000 rows of a file into an office with 50,000 clients, against the same rows by hand (--rows N, --clients N, --postgres CONNECTION as above)
              form      the brokers' form: its weight, its first paint in Chromium, submissions a second accepted durably on SQLite (--submissions N, --chromium FILE, --paint 0)
              calendar  a person's month among a million activities, against hand-written SQL (--activities N, --postgres CONNECTION as above)
              kpi       the KPI page of 500 employees among ten million activities on SQLite, against hand-written SQL (--activities N, --check 0; the file is kept in the temp folder)
              drag      an activity let go in one window until a colleague's shows it, two real Chromium windows (--chromium FILE, --drags N)
              month     a person's month among a million activities, turned to and painted in Chromium (--chromium FILE, --activities N)
              mails     ten thousand queued mails over eight sessions, against a bare loop of MailKit (--mails N, --rounds N, --postgres CONNECTION)
              walls     a contact registered until the last of N walls has the new score, against a bare hub and as many bytes; what a wall costs (--panels N)
              wall-day  a day at sixty times its speed on a wall, and again in a replay, in Chromium: does memory stay (--minutes N, --chromium FILE)
              reminders ten thousand reminders due in one minute, fired and mailed once (--reminders N, --smtp HOST:PORT, --postgres CONNECTION)
            """);
        return 2;
}
report.WriteTable();
return report.AllHold ? 0 : 1;
