using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Web.Activities;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web.Calendar;

public sealed class ActivityDialogTests
{
    [Fact, Trait("Feature", "A9"), Trait("Feature", "A11")]
    public async Task Planning_begins_with_the_client_found_while_typing_in_any_spelling_of_the_number()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Plan());
        await screen.SeesAsync(page, "#client-pick");
        foreach (var typed in (string[])["wil", "600111222", "+48 600-111"])
        {
            await page.InvokeAsync(() => page.Find("#client-pick").Input(""));
            await page.InvokeAsync(() => page.Find("#client-pick").Input(typed));
            await screen.SeesAsync(page, "[role=option]");
        }

        await page.InvokeAsync(() => page.Find("[role=option]").Click());
        await screen.SeesAsync(page, "#a-Note");
        Assert.Contains("client=1", screen.Navigation.Uri, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("#a-Note").Change("asks for a balcony"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);

        var planned = await desk.RowAsync(1);
        Assert.Equal((ActivityStatus.Planned, ActivityType.Phone, "asks for a balcony", desk.Anna.Id), (planned.Status, planned.Type, planned.Note, planned.AssignedToId));
        Assert.True(planned.StartsAt > desk.Now, "proposed ahead");
    }

    [Fact, Trait("Feature", "A9")]
    public async Task A_client_nobody_knows_yet_is_created_right_there_from_what_was_typed()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Register());
        await screen.SeesAsync(page, "#client-pick");
        await page.InvokeAsync(() => page.Find("#client-pick").Input("Olga Sowa"));
        await screen.ReadsAsync(page, "Nobody matches");
        await page.InvokeAsync(() => page.Find(".dialog-end button").Click());
        await screen.SeesAsync(page, "#c-FirstName");
        Assert.Equal(("Olga", "Sowa"), (page.Find("#c-FirstName").GetAttribute("value"), page.Find("#c-LastName").GetAttribute("value")));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.SeesAsync(page, "#a-Note");
        Assert.Contains("Olga Sowa", page.Find(".activity-client").TextContent, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "A10")]
    public async Task What_is_registered_is_held_and_needs_no_time_ahead()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Register(desk.ClientId, ActivityType.Meeting));
        await screen.SeesAsync(page, "#a-Note");
        await page.InvokeAsync(() => page.Find("#n-Wanted").Change(false));
        await screen.SeesAsync(() => page.FindAll("#n-Day").Count == 0, "no next step wanted");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal(ActivityStatus.Held, (await desk.RowAsync(1)).Status);
    }

    [Fact, Trait("Feature", "A13")]
    public async Task The_date_of_what_was_held_is_locked_until_it_is_planned_again()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var held = await desk.RegisteredAsync(ActivityType.Phone);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Edit(held.Id));
        await screen.SeesAsync(page, "#a-Day");
        Assert.True(page.Find("#a-Day").HasAttribute("disabled") && page.Find("#a-From").HasAttribute("disabled"), "locked");

        await page.InvokeAsync(() => page.Find("#a-status-Planned").Change("Planned"));
        await screen.SeesAsync(() => !page.Find("#a-Day").HasAttribute("disabled"), "free again");
        await page.InvokeAsync(() => page.Find("#a-Day").Change("2026-11-26"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal((ActivityStatus.Planned, 26), ((await desk.RowAsync(held.Id)).Status, (await desk.RowAsync(held.Id)).StartsAt!.Value.Day));
    }

    [Fact, Trait("Feature", "A14")]
    public async Task Whoever_says_it_was_held_is_asked_what_comes_next_in_the_same_dialog()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Edit(planned.Id));
        await screen.SeesAsync(page, "#a-status-Held");
        Assert.Empty(page.FindAll("#n-Day"));

        await page.InvokeAsync(() => page.Find("#a-status-Held").Change("Held"));
        await screen.SeesAsync(page, "#n-Day");
        await page.InvokeAsync(() => page.Find("#n-Day").Change("2026-11-30"));
        await page.InvokeAsync(() => page.Find("#n-Note").Change("send the plan"));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);

        Assert.Equal(ActivityStatus.Held, (await desk.RowAsync(planned.Id)).Status);
        var next = await desk.RowAsync(planned.Id + 1);
        Assert.Equal((ActivityStatus.Planned, "send the plan", 30), (next.Status, next.Note, next.StartsAt!.Value.Day));
        Assert.Equal(next.StartsAt, (await desk.ClientAsync()).NextActivityAt);
    }

    [Fact, Trait("Feature", "A15")]
    public async Task Service_ends_from_a_planned_activity_with_a_reason_and_not_without()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        var later = await desk.PlannedAsync(start: Desk.Wall(15));
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Edit(planned.Id));
        await screen.SeesAsync(page, ".activity-end");
        await page.InvokeAsync(() => page.Find(".activity-end").Click());
        await screen.SeesAsync(page, "#e-Reason");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ReadsAsync(page, "Choose a reason.");

        var chosen = (await desk.WordAsync(DictionaryKind.EndReason, "price")).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await page.InvokeAsync(() => page.Find("#e-Reason").Change(chosen));
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.NotNull((await desk.ClientAsync()).FinishedAt);
        Assert.Equal((ActivityStatus.Held, ActivityStatus.Cancelled), ((await desk.RowAsync(planned.Id)).Status, (await desk.RowAsync(later.Id)).Status));
    }

    [Fact, Trait("Feature", "A6"), Trait("Feature", "A11")]
    public async Task A_clash_is_warned_of_while_the_hour_is_chosen_and_forbids_nothing()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await desk.PlannedAsync(ActivityType.Meeting);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Plan(desk.ClientId, ActivityType.Meeting) with { From = Desk.Wall(15), To = Desk.Wall(16) });
        await screen.SeesAsync(page, "#a-From");
        Assert.Empty(page.FindAll(".clash-strip"));
        await page.InvokeAsync(() => page.Find("#a-From").Change("12:30"));
        await screen.ReadsAsync(page, "Anna Lis is busy");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
    }

    [Theory, Trait("Feature", "P10")]
    [InlineData("pl", "Zaplanuj aktywność")]
    [InlineData("ru", "Запланировать активность")]
    public async Task The_dialog_speaks_the_readers_language(string language, string title)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk, language: language);
        var page = screen.Open(ActivityAddress.Plan(desk.ClientId));
        await screen.SeesAsync(page, "#a-Note");
        Assert.Equal(title, page.Find("h2").TextContent);
    }
}
