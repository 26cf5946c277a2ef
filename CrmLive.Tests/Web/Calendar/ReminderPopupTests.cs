using System.Globalization;
using Bunit;
using CrmLive.Core.Activities.Reminding;
using CrmLive.Core.Data;
using CrmLive.Tests.Activities;
using CrmLive.Web.Activities;

namespace CrmLive.Tests.Web.Calendar;

[Trait("Feature", "A18")]
public sealed class ReminderPopupTests
{
    [Fact]
    public async Task What_is_due_pops_up_is_counted_at_the_bell_and_goes_when_it_is_put_off_or_seen()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var (first, second) = (await desk.PlannedAsync(), await desk.PlannedAsync(start: Desk.Wall(15)));
        using var screen = new DeskScreen(desk);
        var (popup, bell) = (screen.Render<ReminderPopup>(), screen.Render<ReminderBell>());
        Assert.Empty(popup.FindAll(".reminder"));

        await desk.ChangeAsync(db =>
        {
            db.AddRange(Due(first.Id, desk), Due(second.Id, desk));
            return Task.CompletedTask;
        });
        await screen.SeesAsync(() => popup.FindAll(".reminder").Count == 2 && bell.FindAll(".count").Count == 1, "both pop up");
        Assert.Equal("2", bell.Find(".count").TextContent);
        Assert.Contains("Ewa Wilk", popup.Markup, StringComparison.Ordinal);

        await popup.InvokeAsync(() => popup.Find(".reminder select").Change(15.ToString(CultureInfo.InvariantCulture)));
        await screen.SeesAsync(() => popup.FindAll(".reminder").Count == 1, "put off");
        await popup.InvokeAsync(() => popup.Find(".reminder > button").Click());
        await screen.SeesAsync(() => popup.FindAll(".reminder").Count == 0 && bell.FindAll(".count").Count == 0, "seen");
    }

    private static Reminder Due(int activity, Desk desk) =>
        new() { ActivityId = activity, UserId = desk.Anna.Id, RemindAt = desk.Now, FiredAt = desk.Now, ShowAt = desk.Now };
}
