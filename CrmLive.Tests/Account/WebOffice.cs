using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmLive.Tests.Account;

/// <summary>The whole host of CrmLive inside the test, on a free port and a folder of its own, by a clock the test turns.</summary>
public sealed class WebOffice : IAsyncDisposable
{
    public const string Password = "four plain words";

    private static readonly string AHash =
        new PasswordHasher<User>().HashPassword(new User { FirstName = "", LastName = "" }, Password);

    private readonly string _folder;
    private readonly Action<WebApplication>? _more;
    private readonly string[] _settings;
    private WebApplication _app = default!;

    private WebOffice(string folder, Action<WebApplication>? more, string[] settings) => (_folder, _more, _settings) = (folder, more, settings);

    public TurnedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => _app.Services;

    public CrmDb Crm => Services.GetRequiredService<CrmDb>();

    public Uri Address => new(_app.Urls.First());

    /// <summary>An office with nobody in it but its settings.</summary>
    public static async Task<WebOffice> OpenAsync(Action<WebApplication>? more = null, params string[] settings)
    {
        var office = await StartAsync(more, settings);
        await office.Services.GetRequiredService<FirstOffice>().CreateAsync(new OfficeSettings { Name = "Test office" }, null, default);
        return office;
    }

    /// <summary>As on the first day: there is no office.</summary>
    public static async Task<WebOffice> StartAsync(Action<WebApplication>? more = null, params string[] settings)
    {
        var office = new WebOffice(Directory.CreateTempSubdirectory("crmlive-web-").FullName, more, settings);
        await office.RunAsync("http://127.0.0.1:0");
        return office;
    }

    /// <summary>A new process on the same folder and database, at the same address.</summary>
    public async Task RestartAsync()
    {
        var address = _app.Urls.First();
        await StopAsync();
        await RunAsync(address);
    }

    private async Task RunAsync(string address)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "CrmLive.Web",
            ContentRootPath = _folder,
            Args = ["--urls", address, "--Data:Folder", _folder, "--Sample:Enabled", "false", "--Account:PasswordIterations", "1000", .. _settings],
        });
        builder.Logging.ClearProviders();
        builder.AddCrmLive();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        var app = builder.Build();
        Assert.True(await app.PrepareOfficeAsync());
        app.UseCrmLive();
        _more?.Invoke(app);
        await app.StartAsync();
        _app = app;
    }

    public Visitor Visitor() => new(Address);

    public async Task<User> AddUserAsync(string login, string role = "advisor", bool requiresTwoFactor = false)
    {
        await using var db = Crm.Open(Actor.System);
        var user = new User
        {
            FirstName = login,
            LastName = "Nowak",
            UserName = login,
            NormalizedUserName = login.ToUpperInvariant(),
            PasswordHash = AHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            Role = await db.Set<Role>().SingleAsync(r => r.Key == role),
        };
        user.Role.RequiresTwoFactor |= requiresTwoFactor;
        db.Add(user);
        await db.SaveChangesAsync();
        return user;
    }

    public async Task<Visitor> SignedInAsync(string login)
    {
        var visitor = Visitor();
        Assert.Equal("/", await visitor.SignInAsync(login, Password));
        return visitor;
    }

    public async Task ChangeAsync<T>(Action<T> change, System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class
    {
        await using var db = Crm.Open(Actor.System);
        change(await db.Set<T>().SingleAsync(which));
        await db.SaveChangesAsync();
    }

    public async Task<IReadOnlyList<string>> EventsAsync()
    {
        await using var db = Crm.Open(Actor.System);
        return await db.Set<Core.Journal.JournalEntry>().OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync();
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await LeftFolder.RemoveAsync(_folder);
    }
}
