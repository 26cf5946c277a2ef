using System.Collections.Frozen;
using System.Globalization;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Calls.Feeds;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Lab;
using CrmLive.Web.Account;
using CrmLive.Web.Calls;
using CrmLive.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmLive.Tests.Web;

/// <summary>One person's screen: the services of a circuit, a clock that stands still and a view that is published by hand.</summary>
internal sealed class Screen : BunitContext
{
    public static readonly DateTime Noon = new(2026, 3, 10, 11, 0, 0, DateTimeKind.Utc);

    private readonly TurnedClock _clock;

    /// <param name="floor">The office whose calls the screen's commands change; without it a screen only looks.</param>
    /// <param name="more">What the page under test asks for besides.</param>
    public Screen(string language = "en", CallFloor? floor = null, Action<IServiceCollection>? more = null)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _clock = floor?.Office.Clock ?? new TurnedClock(Noon);
        Services
            .AddLogging()
            .AddScreens()
            .AddScoped<SignedIn>()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<ILiveBus>(floor?.Office.Bus ?? new InProcessLiveBus())
            .AddSingleton(View)
            .AddSingleton(new OfficeClock(new OfficeTime(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))));
        // Without an office behind it no command is ever carried out, so the intake is not missed.
        var crm = floor?.Office.Crm ?? new CrmDb(new DataOptions(), new InProcessLiveBus(), new OfficeClock(new OfficeTime(TimeZoneInfo.Utc)), _clock);
        Services
            .AddSingleton(new CallCommands(crm, floor?.Intake!))
            .AddSingleton(new CallQueries(crm))
            .AddSingleton(new OwnPresence(crm))
            .AddSingleton(new DictionaryQueries(crm))
            .AddSingleton(new DictionaryCommands(crm))
            .AddSingleton(new SourceCommands(crm))
            .AddSingleton(new ClickToCall(crm, []));
        more?.Invoke(Services);
        Me.Actor = Receptionist;
    }

    public static Actor Receptionist { get; } = new()
    {
        UserId = 1,
        Name = "Anna Mazur",
        Permissions = FrozenSet.Create(CallPermissions.Watch, CallPermissions.Handle),
        Scope = Scope.All,
    };

    public SharedView<CallsNow> View { get; } = new(CallsNow.Nothing);

    public SignedIn Me => Services.GetRequiredService<SignedIn>();

    /// <summary>The page within what the layout gives every page: the loop that listens.</summary>
    public static RenderFragment With<TPage>(params (string Name, object Value)[] parameters)
        where TPage : IComponent => builder =>
        {
            builder.OpenComponent<CallsWatch>(0);
            builder.CloseComponent();
            builder.OpenComponent<TPage>(1);
            builder.AddMultipleAttributes(2, parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
            builder.CloseComponent();
        };

    public IRenderedComponent<IComponent> Open<TPage>(params (string Name, object Value)[] parameters)
        where TPage : IComponent => Render(With<TPage>(parameters));

    public void Publish(CallsNow now)
    {
        View.Publish(now with { Ready = true });
        LetRest();
    }

    /// <summary>The loop rests for its pace between two renders.</summary>
    public void LetRest() => _clock.Advance(TimeSpan.FromMilliseconds(300));

    /// <summary>Waits for what the loop is about to render. It may not have lain down to rest yet, so the clock is moved until it has woken.</summary>
    public Task SeesAsync(Func<bool> condition, string what = "what was announced is seen") => SeesAsync(condition, () => what);

    public Task SeesAsync(Func<bool> condition, Func<string> what) => Eventually.True(
        () =>
        {
            LetRest();
            return Task.FromResult(condition());
        },
        what);
}
