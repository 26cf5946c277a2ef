using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CrmLive.Core.Access;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Account;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Submissions;

/// <summary>A broker before an office's form, in a browser without a script. The form offers one investment of two, and asks for telephone, e-mail, PESEL, note and documents.</summary>
internal sealed partial class OutsidersBrowser : IAsyncDisposable
{
    public required WebOffice Office { get; init; }

    public required HttpClient Browser { get; init; }

    public required string Address { get; init; }

    public required int Offered { get; init; }

    public required int Hidden { get; init; }

    public BrokerFormCommands Forms => Office.Services.GetRequiredService<BrokerFormCommands>();

    public static async Task<OutsidersBrowser> OpenAsync()
    {
        var office = await WebOffice.OpenAsync();
        await using var db = office.Crm.Open(Actor.System);
        var branch = new Branch { Name = "Warsaw" };
        var (offered, hidden) = (new Investment { Name = "Zielona", Branch = branch }, new Investment { Name = "Ukryta", Branch = branch });
        db.AddRange(offered, hidden);
        await db.SaveChangesAsync();
        var saved = await office.Services.GetRequiredService<BrokerFormCommands>().SaveAsync(People.Of(BuiltInRoles.Manager), new BrokerFormEdit
        {
            Name = "Dom i Klucz", TakesDocuments = true, InvestmentIds = [offered.Id],
            Asks = BrokerFormFields.Phone | BrokerFormFields.Email | BrokerFormFields.Pesel | BrokerFormFields.Note,
        }, default);
        var browser = new HttpClient { BaseAddress = office.Address };
        browser.DefaultRequestHeaders.Add("Accept-Language", "en");
        return new OutsidersBrowser
        {
            Office = office, Browser = browser, Offered = offered.Id, Hidden = hidden.Id,
            Address = "/form/" + await db.Set<BrokerForm>().Where(f => f.Id == saved.Id).Select(f => f.LinkKey).SingleAsync(),
        };
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await Office.DisposeAsync();
    }

    /// <summary>The page is opened, filled in for a while, and sent.</summary>
    public async Task<(HttpStatusCode Status, string Page)> SendAsync(Dictionary<string, string> typed, params (string Name, byte[] Bytes)[] files) =>
        await PostAsync(typed, await StampAsync(), wait: true, files: files);

    /// <param name="typed">In place of or besides what a broker usually types.</param>
    public async Task<(HttpStatusCode Status, string Page)> PostAsync(
        Dictionary<string, string> typed, string stamp, bool wait = false, string? culture = null, params (string Name, byte[] Bytes)[] files)
    {
        if (wait)
        {
            Office.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        using var form = new MultipartFormDataContent();
        var usual = new Dictionary<string, string>
        {
            ["FirstName"] = "Jan", ["LastName"] = "Nowak", ["Phone"] = "600 111 222", ["InvestmentId"] = $"{Offered}", ["BrokerName"] = "Halina Rogowska", ["BrokerEmail"] = "halina@example.net", ["Stamp"] = stamp,
        };
        foreach (var (name, value) in usual.Concat(typed).GroupBy(field => field.Key).Select(fields => fields.Last()))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "Documents", name);
        }

        using var answer = await Browser.PostAsync(culture is null ? Address : $"{Address}?culture={culture}", form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Announces a form of so many bytes and sends as much of it as is taken. How many went, and what was answered.</summary>
    public async Task<(long Sent, string Answer)> PourAsync(long bytes)
    {
        var stamp = await StampAsync();
        Office.Clock.Advance(TimeSpan.FromSeconds(5));
        using var client = new TcpClient();
        await client.ConnectAsync(Office.Address.Host, Office.Address.Port);
        await using var line = client.GetStream();
        static string Field(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        var head = $"POST {Address} HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {bytes}\r\n\r\n" +
            $"{Field("Stamp", stamp)}{Field("LastName", "Wilk")}--b\r\nContent-Disposition: form-data; name=\"Documents\"; filename=\"film.pdf\"\r\n\r\n";
        await line.WriteAsync(Encoding.UTF8.GetBytes(head));
        var answer = ReadPageAsync(line);
        long sent = 0;
        var part = new byte[65536];
        while (!answer.IsCompleted && sent < bytes)
        {
            await line.WriteAsync(part);
            sent += part.Length;
        }

        return (sent, await answer);
    }

    public async Task SwitchAsync(bool on)
    {
        await using var db = Office.Crm.Open(Actor.System);
        await Forms.SwitchAsync(People.Of(BuiltInRoles.Manager), await db.Set<BrokerForm>().Select(f => f.Id).SingleAsync(), on, default);
    }

    /// <summary>How many clients were handed in.</summary>
    public async Task<int> CountAsync()
    {
        await using var db = Office.Crm.Open(Actor.System);
        return await db.Set<Submission>().CountAsync();
    }

    public async Task<string> StampAsync() => StampOf(await Browser.GetStringAsync(Address));

    public static string StampOf(string page) => StampField().Match(page).Groups[1].Value;

    private static async Task<string> ReadPageAsync(Stream line)
    {
        using var reader = new StreamReader(line, leaveOpen: true);
        var page = new StringBuilder();
        while (await reader.ReadLineAsync() is { } said && !said.Contains("</html>", StringComparison.Ordinal))
        {
            page.AppendLine(said);
        }

        return page.ToString();
    }

    [GeneratedRegex("name=\"Stamp\" value=\"([^\"]+)\"")]
    private static partial Regex StampField();
}
