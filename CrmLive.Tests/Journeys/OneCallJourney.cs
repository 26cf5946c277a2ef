using CrmLive.Core.Data;
using CrmLive.Tests.Data;
using CrmLive.Tests.Lab;
using static Microsoft.Playwright.Assertions;

namespace CrmLive.Tests.Journeys;

/// <summary>The main job, end to end: a real exchange on one side, real browsers on the other.</summary>
public sealed class OneCallJourney
{
    [SkippableFact, Trait("Feature", "C1"), Trait("Feature", "C6"), Trait("Feature", "C7"), Trait("Feature", "C10"), Trait("Feature", "C11"), Trait("Feature", "C27"), Trait("Feature", "C28")]
    public async Task A_call_is_seen_ringing_transferred_missed_claimed_and_called_back_in_two_browsers()
    {
        Needs.Asterisk();
        Needs.Chromium();
        await using var lab = await AsteriskLab.StartAsync();
        await using var app = await RunningApp.StartAsync(
            data => JourneyOffice.CreateAsync(new DataOptions { Folder = data }, TestOffice.Catalog),
            "--Telephony:Asterisk:Enabled=true", $"--Telephony:Asterisk:Port={lab.Exchange.AmiPort}",
            $"--Telephony:Asterisk:User={AsteriskLab.User}", $"--Telephony:Asterisk:Secret={AsteriskLab.Secret}",
            "--Telephony:Asterisk:InboundContexts:0=from-trunk", "--Telephony:Asterisk:OfficeContexts:0=office",
            "--Telephony:Asterisk:DialContext=office", "--Telephony:Asterisk:OutsidePrefix=0", "--Telephony:Asterisk:PlusAs=00");
        var rita = await JourneyOffice.EnterAsync(app.Address, "rita", "/calls/online");
        var ewa = await JourneyOffice.EnterAsync(app.Address, "ewa", "/calls/online");

        // It rings at 101; both see who it is, and Rita has it popped up.
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.PhoneAsync("103", Phone.Rings);
        await lab.CallInAsync("225550106", JourneyOffice.KnownNumber);
        foreach (var page in (Microsoft.Playwright.IPage[])[rita, ewa])
        {
            await Expect(page.Locator("li.call", new() { HasText = "Anna Nowak" })).ToBeVisibleAsync();
            await Expect(page.Locator("li.call", new() { HasText = "Talking" })).ToBeVisibleAsync();
        }

        // Handed to Ewa, whose telephone rings for a minute: the pop-up is hers now. She does not answer, the caller gives up.
        await lab.BlindTransferAsync("101", "103");
        await Expect(ewa.Locator(".popup", new() { HasText = "Anna Nowak" })).ToBeVisibleAsync();
        await Expect(rita.Locator("li.call", new() { HasText = "Ewa Wilk" })).ToBeVisibleAsync();
        await lab.HangUpAsync(JourneyOffice.KnownNumber);
        await Expect(rita.Locator("li.call")).ToHaveCountAsync(0);

        // A second call that nobody takes is on the missed list of both.
        await lab.PhoneAsync("101", Phone.Rings);
        await lab.CallInAsync("225550106", JourneyOffice.KnownNumber);
        await Expect(rita.Locator("li.call", new() { HasText = "Ringing" })).ToBeVisibleAsync();
        await lab.HangUpAsync(JourneyOffice.KnownNumber);
        await Expect(rita.Locator(".missed-row", new() { HasText = "Anna Nowak" })).ToBeVisibleAsync();
        await rita.Locator(".missed-row button[data-key=c]").ClickAsync();
        await Expect(ewa.Locator(".missed-row", new() { HasText = "Rita Sowa" })).ToBeVisibleAsync();

        // Called back with a click: her telephone rings, she lifts it, the caller answers, and the row clears itself on both.
        await lab.PhoneAsync("101", Phone.Answers);
        await lab.PhoneAsync(JourneyOffice.KnownNumber.Replace("+", "00", StringComparison.Ordinal), Phone.Answers);
        await rita.Locator(".missed-row .phone").ClickAsync();
        await Expect(rita.Locator(".missed-row")).ToHaveCountAsync(0);
        await Expect(ewa.Locator(".missed-row")).ToHaveCountAsync(0);
    }
}
