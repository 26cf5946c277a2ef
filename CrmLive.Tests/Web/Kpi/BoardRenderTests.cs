using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Users;
using CrmLive.Tests.Calls;
using CrmLive.Tests.Data;
using CrmLive.Web.Kpi;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Web.Kpi;

/// <summary>What a contact registered elsewhere costs an open board.</summary>
[Trait("Feature", "K1")]
public sealed class BoardRenderTests : IAsyncLifetime
{
    private static readonly DateOnly Week = new(2026, 11, 23);

    private CallFloor _floor = default!;
    private int _client;
    private User _anna = default!;

    public async Task InitializeAsync()
    {
        _floor = await CallFloor.OpenAsync(DatabaseKind.Sqlite);
        _anna = await _floor.Office.AddUserAsync("Anna", "Lis", "11");
        User[] others = [await _floor.Office.AddUserAsync("Jan", "Kot", "12"), await _floor.Office.AddUserAsync("Ewa", "Wilk", "13")];
        _client = (await _floor.Office.AddClientAsync("Olga", "Sowa", advisorId: _anna.Id)).Id;
        await SaveAsync([.. others.Append(_anna).Select(user => new Plan { UserId = user.Id, Week = Week, Meetings = 4, Version = 1 }), Meeting(1)]);
    }

    [Fact]
    public async Task The_line_it_changes_is_rendered_and_that_of_the_department_and_nothing_else()
    {
        using var screen = new Screen(floor: _floor, more: services => services.AddSingleton(new KpiQueries(_floor.Office.Crm)).AddSingleton(new CoverageQueries(_floor.Office.Crm)));
        screen.Me.Actor = People.Of(BuiltInRoles.Manager);
        using var wire = new Wire(screen.Services);
        await wire.OpenAsync(Screen.With<KpiBoard>(("At", new BoardAddress())));
        // A ring of the setup that comes late reads once more, and only that shows the lines.
        await screen.SeesAsync(() => wire.Batches.Any(batch => batch.Contains("BoardLine")));
        wire.Forget();
        await SaveAsync(Meeting(2));
        await screen.SeesAsync(() => wire.Batches.Count > 0);
        Assert.All(wire.Batches, batch => Assert.Equal(["BoardLine", "BoardLine", "OneBatch"], batch.Order()));
    }

    private Activity Meeting(int hour) => new()
    {
        Type = ActivityType.Meeting, Status = ActivityStatus.Held, AssignedToId = _anna.Id, ClientId = _client, CreatedAt = TestOffice.Monday,
        DoneAt = TestOffice.Monday.AddHours(-hour), StartsAt = TestOffice.Monday.AddHours(-hour), EndsAt = TestOffice.Monday,
    };

    private async Task SaveAsync(params object[] rows)
    {
        await using var db = _floor.Office.Crm.Open(Actor.System);
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public Task DisposeAsync() => _floor.DisposeAsync().AsTask();
}
