using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CrmLive.Benchmarks.Clients;
using CrmLive.Benchmarks.Measure;
using CrmLive.Core.Access;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace CrmLive.Benchmarks.Verbs;

/// <summary>The brokers' form: what it weighs, when it is first painted, and how many submissions a second are in the database for good, sent as browsers send them.</summary>
public sealed partial class FormVerb(Options options, Report report)
{
    private const string Link = "benchmark";
    private const int AtOnce = 32;

    // As long as a person needs at least to fill it in.
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var office = await ClientOffice.OpenAsync(null, ct);
        await MakeFormAsync(office, ct);
        // One machine plays all the brokers.
        Environment.SetEnvironmentVariable("Limits__FormPerMinute", "100000000");
        await using (var server = await AppUnderTest.StartAsync(options, office.Folder, ct, sample: false))
        {
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = server.Home };
            await WeighAsync(http, ct);
            if (options.Number("paint", 1) == 1)
            {
                await PaintAsync(server, ct);
            }

            await HandInAsync(server, http, options.Number("submissions", 3000), ct);
        }

        // What was acknowledged is there after the process was killed.
        await using var db = office.Crm.Open(Actor.System);
        var kept = await db.Set<Submission>().CountAsync(ct);
        report.Say($"{kept} submissions in the database after a kill");
    }

    private static async Task MakeFormAsync(ClientOffice office, CancellationToken ct)
    {
        await using var db = office.Crm.Open(Actor.System);
        var investment = new Investment { Name = "Zielone Tarasy", BranchId = office.BranchIds[0] };
        db.Add(investment);
        await db.SaveChangesAsync(ct);
        db.Add(new BrokerForm
        {
            Name = "Dom i Klucz", LinkKey = Link, Source = new Source { Name = "Dom i Klucz" }, TakesDocuments = true,
            Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Pesel | BrokerFormFields.IdCard | BrokerFormFields.Note,
            Investments = [new BrokerFormInvestment { InvestmentId = investment.Id }],
        });
        await db.SaveChangesAsync(ct);
        office.LetGo();
    }

    private async Task WeighAsync(HttpClient http, CancellationToken ct)
    {
        var bytes = (await http.GetByteArrayAsync($"form/{Link}", ct)).Length;
        report.Add(new Figure { What = "the brokers' form: page with its style and its script, uncompressed", Unit = "KB", Value = bytes / 1000.0, Judged = bytes / 1000.0, Bound = 30, Rounds = 1 });
    }

    private async Task PaintAsync(ServerProcess server, CancellationToken ct)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright, options);
        await using var empty = await EmptyPageAsync(ct);
        var (form, floor) = (new Uri(server.Home, $"form/{Link}"), new Uri(empty.Urls.Single()));
        var (times, floors) = (new List<double>(), new List<double>());
        for (var i = 0; i < 24 && !ct.IsCancellationRequested; i++)
        {
            var (painted, bare) = (await browser.PaintedAsync(form, ct), await browser.PaintedAsync(floor, ct));
            if (i >= 4)
            {
                times.Add(painted);
                floors.Add(bare);
            }
        }

        var median = new Sample(times).Median;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"a page of one word is painted after {new Sample(floors).Median:F0} ms"));
        report.Add(new Figure { What = "the brokers' form, first paint in Chromium, nothing cached, median", Unit = "ms", Value = median, Judged = median, Bound = 200, Rounds = times.Count });
    }

    private static async Task<WebApplication> EmptyPageAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>empty</title><p>empty", "text/html"));
        await app.StartAsync(ct);
        return app;
    }

    private async Task HandInAsync(ServerProcess server, HttpClient http, int count, CancellationToken ct)
    {
        await SendAsync(http, 200, ct);
        var (took, each, worked) = await SendAsync(http, count, ct, server);
        var rate = count / took.TotalSeconds;
        report.Say(string.Create(CultureInfo.InvariantCulture, $"an answer after {each.Median:F0} ms in the middle, {each.P99:F0} ms at the 99th of a hundred, {AtOnce} brokers at once; {worked.TotalMilliseconds / count:F1} ms of the server's processors for each"));
        report.Add(new Figure { What = $"submissions accepted durably on SQLite, of {count:N0} sent by {AtOnce} at once", Unit = "/s", Value = rate, Judged = rate, Bound = 300, AtLeast = true, Rounds = 1 });
    }

    private static async Task<(TimeSpan Took, Sample Each, TimeSpan Worked)> SendAsync(HttpClient http, int count, CancellationToken ct, ServerProcess? server = null)
    {
        var stamps = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (_, stop) =>
            stamps.Add(Stamp().Match(await http.GetStringAsync($"form/{Link}", stop)).Groups[1].Value));
        await Task.Delay(Typing, ct);
        var times = new ConcurrentBag<double>();
        var before = server?.Worked ?? default;
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(stamps.Select((stamp, i) => (stamp, i)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, stop) =>
        {
            var sent = Stopwatch.GetTimestamp();
            using var form = Form(one.stamp, one.i);
            using var answer = await http.PostAsync($"form/{Link}", form, stop);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"The form answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(stop)}");
            }

            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        });
        return (Stopwatch.GetElapsedTime(began), new Sample(times), (server?.Worked ?? default) - before);
    }

    private static MultipartFormDataContent Form(string stamp, int i)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in new[]
        {
            ("Stamp", stamp), ("FirstName", "Jan"), ("LastName", $"Nowak {i}"), ("Phone", $"+48 600 {i / 1000 % 1000:000} {i % 1000:000}"), ("Email", $"jan{i}@example.org"), ("InvestmentId", "1"),
            ("Note", "3 pokoje, od strony parku"), ("BrokerName", "Halina Rogowska"), ("BrokerEmail", "halina@example.net"),
        })
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    [GeneratedRegex("name=\"Stamp\" value=\"([^\"]+)\"")]
    private static partial Regex Stamp();
}
