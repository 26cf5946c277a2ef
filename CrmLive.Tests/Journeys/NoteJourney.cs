using System.Globalization;
using System.Text.RegularExpressions;
using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

public sealed class NoteJourney
{
    [SkippableFact, Trait("Feature", "C9"), Trait("Feature", "C10"), Trait("Feature", "P17")]
    public async Task The_advisor_being_rung_reads_the_note_as_the_receptionist_types_it_with_the_keyboard_alone()
    {
        Needs.Chromium();
        await using var app = await RunningApp.StartAsync(data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog), Exchange.Settings);
        using var exchange = new Exchange(app.Address);
        // Her machine stands wrong, or she works from far away: the office's clock is what is shown.
        var rita = await JourneyOffice.EnterAsync(app.Address, "rita", "/calls/online", zone: "Pacific/Auckland");
        var adam = await JourneyOffice.EnterAsync(app.Address, "adam", "/clients");

        await exchange.RingAsync("call", JourneyOffice.KnownNumber, "102");
        await Expect(adam.Locator(".popup")).ToContainTextAsync("Anna Nowak");
        await Expect(rita.Locator("li.call")).ToHaveCountAsync(1);
        await Expect(rita.Locator(".live-time")).ToHaveTextAsync(new Regex("^\\d\\d:\\d\\d:\\d\\d$"));
        var told = TimeOnly.Parse(await rita.Locator(".live-time").InnerTextAsync(), CultureInfo.InvariantCulture);
        var warsaw = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));
        Assert.InRange((TimeOnly.FromTimeSpan(warsaw.TimeOfDay) - told).TotalMinutes, 0, 30);

        await rita.Keyboard.PressAsync("ArrowDown");
        await Expect(rita.Locator("li.call")).ToBeFocusedAsync();
        await rita.Keyboard.PressAsync("n");
        await Expect(rita.Locator(".call-note textarea")).ToBeFocusedAsync();
        await rita.Keyboard.TypeAsync("asks for thr");
        await Expect(adam.Locator(".popup-note .call-note-text")).ToHaveTextAsync("asks for thr");
        await Expect(adam.Locator(".popup-note")).ToContainTextAsync("Rita Sowa is writing");
        await rita.Keyboard.TypeAsync("ee rooms");
        await Expect(adam.Locator(".popup-note .call-note-text")).ToHaveTextAsync("asks for three rooms");

        // Esc closes and the focus is where it was; Enter opens the client.
        await rita.Keyboard.PressAsync("Escape");
        await Expect(rita.Locator("li.call")).ToBeFocusedAsync();
        await rita.Keyboard.PressAsync("Enter");
        await rita.ArrivedAsync(@"/clients/1\?call=\d+");
    }
}
