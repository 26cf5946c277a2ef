using System.Text.RegularExpressions;
using CrmLive.Core.Access;
using CrmLive.Core.Clients;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace CrmLive.Tests.Journeys;

/// <summary>A small real office, made in the database before the application starts: a receptionist at 101, advisors at 102 and 103, a client whose number is known.</summary>
public static class JourneyOffice
{
    public const string Password = "a long way from home";
    public const string KnownNumber = "+48225550901";

    private static readonly (string Login, string First, string Last, string Role, string? Extension)[] Staff =
    [
        ("admin", "Ada", "Wrona", "administrator", null),
        ("rita", "Rita", "Sowa", "receptionist", "101"),
        ("adam", "Adam", "Lis", "advisor", "102"),
        ("ewa", "Ewa", "Wilk", "advisor", "103"),
        ("maria", "Maria", "Zych", "manager", null),
    ];

    // The rights of the built-in roles come from the slices; here every permission there is, narrowed by role as in a new office.
    public static async Task CreateAsync(DataOptions data, PermissionCatalog catalog)
    {
        await using var bus = new InProcessLiveBus();
        var clock = new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")));
        await using var crm = new CrmDb(data, bus, clock, TimeProvider.System);
        using (var start = new DatabaseStart(crm))
        {
            await start.PrepareAsync(default);
        }

        await new FirstOffice(crm, catalog).CreateAsync(new OfficeSettings { Name = "Journey office" }, null, default);
        await using var db = crm.Open(Actor.System);
        var branch = new Branch { Name = "Warsaw" };
        var sales = new Department { Name = "Sales", Branch = branch, TakesLeads = true };
        var roles = await db.Set<Role>().ToDictionaryAsync(r => r.Key!);
        var hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
        foreach (var (login, first, last, role, extension) in Staff)
        {
            var user = new User
            {
                FirstName = first,
                LastName = last,
                UserName = login,
                NormalizedUserName = login.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
                Role = roles[role],
                Branch = branch,
                Department = sales,
                Extension = extension,
                SearchKey = SearchKey.Of(first, last),
            };
            user.PasswordHash = hasher.HashPassword(user, Password);
            db.Add(user);
        }

        var source = new Source { Name = "Billboard" };
        db.AddRange(((string[])["225550101", "225550102", "225550103", "225550106"]).Select(number =>
            new Line { Name = $"Line {number[^1]}", Number = number, E164 = PhoneNumber.TryE164(number, "PL"), Source = source, Department = sales }));
        var client = new Client
        {
            FirstName = "Anna",
            LastName = "Nowak",
            StatusId = await db.StatusIdAsync(ClientStatusKeys.Interested, default),
            Branch = branch,
            CreatedAt = DateTime.UnixEpoch.AddYears(56),
            SearchKey = "nowak anna",
            Phones = [new ClientPhone { Raw = KnownNumber, E164 = KnownNumber }],
        };
        db.Add(client);
        await db.SaveChangesAsync();
    }

    /// <summary>A window of its own, signed in as this employee, at this page.</summary>
    public static async Task<IPage> EnterAsync(string address, string login, string at, string password = Password, int width = 1440, int height = 900, string zone = "Europe/Warsaw")
    {
        var page = await Browser.VisitAsync(address, width, height, zone: zone);
        await page.GotoAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(at)}");
        await page.Locator("#login").FillAsync(login);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("#password").PressAsync("Enter");
        await page.ArrivedAsync(Regex.Escape(at));
        return page;
    }
}
