using System.Globalization;
using Bunit;
using CrmLive.Core.Activities;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Tests.Activities;
using CrmLive.Web.Activities;
using CrmLive.Web.Clients;
using CrmLive.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Calendar;

public sealed class ClientCardTests
{
    [Fact, Trait("Feature", "A12"), Trait("Feature", "A13")]
    public async Task From_the_card_each_kind_is_planned_and_registered_and_the_latest_are_edited()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var screen = new DeskScreen(desk);
        var panel = screen.Render<ClientActivities>(card => card.Add(p => p.ClientId, desk.ClientId));
        var ways = panel.FindAll(".panel-do a").Select(way => ActivityAddress.Read(way.GetAttribute("href")!)!).ToArray();
        ActivityType[] types = [ActivityType.Phone, ActivityType.Meeting, ActivityType.Task, ActivityType.Email];
        Assert.Equal([.. types.Select(type => ActivityAddress.Plan(desk.ClientId, type)), .. types.Select(type => ActivityAddress.Register(desk.ClientId, type))], ways);

        var planned = await desk.PlannedAsync();
        await screen.ReadsAsync(panel, "Edit / Register");
        Assert.Equal(ActivityAddress.Edit(planned.Id), ActivityAddress.Read(panel.Find(".activity-row a").GetAttribute("href")!));
    }

    [Fact, Trait("Feature", "A16")]
    public async Task The_status_finished_asks_for_reason_and_description_and_another_status_takes_the_client_up_again()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var planned = await desk.PlannedAsync();
        using var screen = new DeskScreen(desk);
        var queries = screen.Services.GetRequiredService<ClientQueries>();
        var finished = await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.Finished);
        var head = screen.Render<ClientStatus>(status => status.Add(p => p.Card, queries.CardAsync(desk.Me, desk.ClientId, default).GetAwaiter().GetResult()!));
        await screen.SeesAsync(head, "select");
        await head.InvokeAsync(() => head.Find("select").Change(finished.ToString(CultureInfo.InvariantCulture)));
        await screen.SeesAsync(() => ActivityAddress.Read(screen.Navigation.Uri) == ActivityAddress.End(desk.ClientId), "asked why");

        var dialog = screen.Render<ActivityDialogs>();
        await screen.SeesAsync(dialog, "#e-Reason");
        var chosen = (await desk.WordAsync(DictionaryKind.EndReason, "price")).ToString(CultureInfo.InvariantCulture);
        await dialog.InvokeAsync(() => dialog.Find("#e-Reason").Change(chosen));
        await dialog.InvokeAsync(() => dialog.Find("form").Submit());
        await screen.ReadsAsync(dialog, "Describe in a sentence why.");
        await dialog.InvokeAsync(() => dialog.Find("#e-Description").Change("bought elsewhere"));
        await dialog.InvokeAsync(() => dialog.Find("form").Submit());
        await screen.ClosesAsync(dialog);
        Assert.Equal((ClientStatusKeys.Finished, "bought elsewhere"), ((await desk.ClientAsync()).Status!.Key, (await desk.ClientAsync()).EndDescription));
        Assert.Equal(ActivityStatus.Cancelled, (await desk.RowAsync(planned.Id)).Status);

        // The card says why, when and by whom.
        var card = screen.Render<ClientHead>(header => header.Add(p => p.Card, queries.CardAsync(desk.Me, desk.ClientId, default).GetAwaiter().GetResult()!));
        Assert.Matches("Service ended today, Anna Lis:\\s+<strong>Price too high</strong>\\s+bought elsewhere", card.Find(".card-finished").InnerHtml);

        var again = screen.Render<ClientStatus>(status => status.Add(p => p.Card, queries.CardAsync(desk.Me, desk.ClientId, default).GetAwaiter().GetResult()!));
        await screen.SeesAsync(again, "select");
        var interested = (await desk.WordAsync(DictionaryKind.ClientStatus, ClientStatusKeys.Interested)).ToString(CultureInfo.InvariantCulture);
        await again.InvokeAsync(() => again.Find("select").Change(interested));
        await screen.SeesAsync(() => desk.ClientAsync().GetAwaiter().GetResult().FinishedAt is null, "taken up again");
    }

    [Fact, Trait("Feature", "A19")]
    public async Task Two_people_on_one_card_see_each_other_until_one_leaves()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        using var hers = new DeskScreen(desk);
        var ola = await desk.Office.AddUserAsync("Ola", "Mak");
        var onlookers = hers.Services.GetRequiredService<Onlookers>();
        var page = hers.Render<OnlookersLine>(card => card.Add(p => p.At, new Looked(LiveTopic.Clients, desk.ClientId)));
        Assert.DoesNotContain("Jan Kot", page.Markup, StringComparison.Ordinal);

        var his = onlookers.Enter(new Looked(LiveTopic.Clients, desk.ClientId), desk.Jan.Id);
        await hers.ReadsAsync(page, "Also here now: Jan Kot");
        using var elsewhere = onlookers.Enter(new Looked(LiveTopic.Clients, desk.ClientId + 1), ola.Id);
        his.Dispose();
        await hers.SeesAsync(() => !page.Markup.Contains("Jan Kot", StringComparison.Ordinal), "he has left");
        Assert.DoesNotContain("Ola Mak", page.Markup, StringComparison.Ordinal);
    }
}
