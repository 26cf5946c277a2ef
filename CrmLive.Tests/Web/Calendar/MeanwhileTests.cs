using System.Collections.Frozen;
using System.Globalization;
using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Clients.Merging;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Tests.Data;
using CrmLive.Web.Activities;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Web.Calendar;

/// <summary>What others do while a dialog is open: it is said, what was typed is kept, and nothing is overwritten.</summary>
public sealed class MeanwhileTests
{
    [Fact, Trait("Feature", "A7"), Trait("Feature", "A13")]
    public async Task A_colleagues_change_is_taken_over_at_once_and_what_is_half_written_stays()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var page = await EditAsync(screen, planned.Id);
        await page.InvokeAsync(() => page.Find("#a-Note").Change("half written"));

        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), planned.Id, planned.Version, Desk.Wall(16), null, default));
        await screen.ReadsAsync(page, "Somebody has just changed this activity");
        Assert.Equal("16:00", page.Find("#a-From").GetAttribute("value"));

        // Saved, their hour and this note are both there.
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        var row = await desk.RowAsync(planned.Id);
        Assert.Equal((15, "half written"), (row.StartsAt!.Value.Hour, row.Note));
    }

    [Fact, Trait("Feature", "A13")]
    public async Task What_both_changed_is_named_and_either_can_be_kept()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var page = await EditAsync(screen, planned.Id);
        await page.InvokeAsync(() => page.Find("#a-Note").Change("mine"));
        await page.InvokeAsync(() => page.Find("#a-From").Change("14:00"));

        await Desk.DoneAsync(desk.Commands.MoveAsync(Desk.As(desk.Jan), planned.Id, planned.Version, Desk.Wall(16), null, default));
        await screen.ReadsAsync(page, "Changed by both of you: Date and hours");
        Assert.Equal((15, "14:00"), ((await desk.RowAsync(planned.Id)).StartsAt!.Value.Hour, page.Find("#a-From").GetAttribute("value")));

        await page.InvokeAsync(() => page.Find(".notice button").Click());
        await screen.SeesAsync(() => page.Find("#a-From").GetAttribute("value") == "16:00", "their hour");
        Assert.Equal("mine", page.FindComponent<ActivityForm>().Instance.Entry.Note);
    }

    [Fact, Trait("Feature", "A13")]
    public async Task Saved_in_the_very_second_after_a_colleague_it_is_refused_with_their_name_and_can_be_saved_again()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var rings = desk.Office.Bus.Subscribe(LiveTopic.Activities);
        var planned = await desk.PlannedAsync();
        // Else it could reach the dialog later, and what is changed below without a ring would be read with it.
        await rings.ReadBatchAsync(default);
        using var screen = new DeskScreen(desk);
        var page = await EditAsync(screen, planned.Id);
        await page.InvokeAsync(() => page.Find("#a-Note").Change("mine"));
        // As if the ring of it had not come yet.
        await desk.ChangeAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Activities" SET "Version" = "Version" + 1, "PriorityId" = NULL"""));

        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ReadsAsync(page, "Nothing was overwritten.");
        Assert.Equal("flat on the third floor", (await desk.RowAsync(planned.Id)).Note);
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal("mine", (await desk.RowAsync(planned.Id)).Note);
    }

    [Fact, Trait("Feature", "A14")]
    public async Task A_next_step_that_is_being_written_survives_a_colleague_who_settles_the_activity()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var page = await EditAsync(screen, planned.Id);
        await page.InvokeAsync(() => page.Find("#a-status-Held").Change("Held"));
        await screen.SeesAsync(page, "#n-Note");
        await page.InvokeAsync(() => page.Find("#n-Note").Change("send the plan"));

        await desk.HeldAsync(planned);
        await screen.ReadsAsync(page, "Your next activity is kept");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal(("send the plan", ActivityStatus.Planned), ((await desk.RowAsync(planned.Id + 1)).Note, (await desk.RowAsync(planned.Id + 1)).Status));
    }

    [Fact, Trait("Feature", "A9"), Trait("Feature", "A19")]
    public async Task A_client_merged_away_leads_to_the_one_that_stayed_with_all_that_was_typed()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var twin = await desk.Office.AddClientAsync("Ewa", "Wilk-Mak", "600 111 333", desk.Anna.Id);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Plan(desk.ClientId));
        await screen.SeesAsync(page, "#a-Note");
        await page.InvokeAsync(() => page.Find("#a-Note").Change("wants a garage"));

        var merging = new ClientMerging(desk.Office.Crm);
        await Desk.DoneAsync(merging.MergeAsync(desk.Me with { Permissions = TestOffice.Catalog.All.ToFrozenSet() }, (twin.Id, twin.Version), (desk.ClientId, (await desk.ClientAsync()).Version), new HashSet<MergeField>(), default));
        await screen.ReadsAsync(page, "The client was merged with Ewa Wilk-Mak meanwhile");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal((twin.Id, "wants a garage"), ((await desk.RowAsync(1)).ClientId, (await desk.RowAsync(1)).Note));
    }

    [Fact, Trait("Feature", "A16")]
    public async Task A_client_finished_meanwhile_is_said_and_nothing_is_planned_until_they_are_served_again()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.Plan(desk.ClientId));
        await screen.SeesAsync(page, "#a-Note");
        await page.InvokeAsync(() => page.Find("#a-Note").Change("wants a garage"));

        await EndAsync(desk);
        await screen.ReadsAsync(page, "Service of this client has ended, so nothing can be planned.");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ReadsAsync(page, "Re-open it on the card first.");

        var interested = await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.Interested);
        await Desk.DoneAsync(desk.Service.ReopenAsync(desk.Me, desk.ClientId, (await desk.ClientAsync()).Version, interested, default));
        await screen.SeesAsync(() => !page.Markup.Contains("so nothing can be planned", StringComparison.Ordinal), "served again");
        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        Assert.Equal("wants a garage", (await desk.RowAsync(1)).Note);
    }

    [Fact, Trait("Feature", "A16")]
    public async Task The_end_of_service_knows_the_words_as_they_are_now_and_that_a_colleague_was_quicker()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.End(desk.ClientId));
        await screen.SeesAsync(page, "#e-Reason");
        var price = await desk.WordAsync(DictionaryKind.EndReason, "price");
        await page.InvokeAsync(() => page.Find("#e-Reason").Change(price.ToString(CultureInfo.InvariantCulture)));
        await page.InvokeAsync(() => page.Find("#e-Description").Change("half written"));

        await desk.ChangeAsync(async db =>
        {
            (await db.Set<DictionaryEntry>().SingleAsync(e => e.Id == price)).Retired = true;
            db.Add(new DictionaryEntry { Kind = DictionaryKind.EndReason, Name = "Moved abroad", Position = 99 });
        });
        await screen.ReadsAsync(page, "The reason you had chosen was taken out of the dictionary.");
        await screen.ReadsAsync(page, "Moved abroad");

        await EndAsync(desk, "financing");
        await screen.ReadsAsync(page, "Service of this client has already been ended.");
        Assert.True(page.Find("button[type=submit]").HasAttribute("disabled"), "nothing more to save");
        Assert.Equal("half written", page.Find("#e-Description").GetAttribute("value"));
    }

    [Fact, Trait("Feature", "A16")]
    public async Task A_client_merged_away_while_the_end_of_their_service_is_written_is_said_at_once_and_it_goes_on_with_the_joint_card()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var twin = await desk.Office.AddClientAsync("Ewa", "Wilk-Mak", "600 111 333", desk.Anna.Id);
        using var screen = new DeskScreen(desk);
        var page = screen.Open(ActivityAddress.End(desk.ClientId));
        await screen.SeesAsync(page, "#e-Reason");
        var price = await desk.WordAsync(DictionaryKind.EndReason, "price");
        await page.InvokeAsync(() => page.Find("#e-Reason").Change(price.ToString(CultureInfo.InvariantCulture)));
        await page.InvokeAsync(() => page.Find("#e-Description").Change("half written"));

        var merging = new ClientMerging(desk.Office.Crm);
        await Desk.DoneAsync(merging.MergeAsync(desk.Me with { Permissions = TestOffice.Catalog.All.ToFrozenSet() }, (twin.Id, twin.Version), (desk.ClientId, (await desk.ClientAsync()).Version), new HashSet<MergeField>(), default));
        await screen.ReadsAsync(page, "The client was merged with Ewa Wilk-Mak meanwhile");
        await screen.ReadsAsync(page, "End service: Ewa Wilk-Mak");
        Assert.Equal("half written", page.Find("#e-Description").GetAttribute("value"));

        await page.InvokeAsync(() => page.Find("form").Submit());
        await screen.ClosesAsync(page);
        await using var db = desk.Office.Crm.Open(Actor.System);
        Assert.NotNull((await db.Set<Client>().SingleAsync(c => c.Id == twin.Id)).FinishedAt);
    }

    private static async Task<IRenderedComponent<ActivityDialogs>> EditAsync(DeskScreen screen, int id)
    {
        var page = screen.Open(ActivityAddress.Edit(id));
        await screen.SeesAsync(page, "#a-Note");
        return page;
    }

    private static async Task EndAsync(Desk desk, string reason = "price") =>
        await Desk.DoneAsync(desk.Service.EndAsync(desk.Me, desk.ClientId, (await desk.ClientAsync()).Version, new ServiceEnd(await desk.WordAsync(DictionaryKind.EndReason, reason), "bought elsewhere", true), default));
}
