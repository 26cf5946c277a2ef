using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Agreements;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Kpi;
using CrmLive.Core.Leads;
using CrmLive.Core.Office;
using CrmLive.Core.Roster.Import;
using CrmLive.Core.Submissions;
using CrmLive.Core.Telephony;
using CrmLive.Core.Users;
using CrmLive.Core.Wall;
using CrmLive.Tests.Account;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Access;

/// <summary>An office in which the first row of every table belongs to somebody of another branch than the stranger who asks.</summary>
public sealed class OthersOffice : IAsyncLifetime
{
    private WebOffice _web = default!;

    public IServiceProvider Services => _web.Services;

    public CrmDb Crm => _web.Crm;

    public Actor Stranger { get; private set; } = Actor.Nobody;

    public async Task InitializeAsync()
    {
        _web = await WebOffice.OpenAsync();
        var owner = await _web.AddUserAsync("owner", "manager");
        var stranger = await _web.AddUserAsync("stranger");
        await using var db = Crm.Open(Actor.System);
        var (theirs, elsewhere) = (new Branch { Name = "Theirs" }, new Branch { Name = "Elsewhere" });
        db.AddRange(theirs, elsewhere);
        await db.SaveChangesAsync();
        Stranger = new Actor { UserId = stranger.Id, Name = "Stranger", BranchId = elsewhere.Id };
        Fill(db, owner.Id, theirs, await db.StatusIdAsync(ClientStatusKeys.New, default), await db.WordIdAsync(DictionaryKind.Channel, "site", default));
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync() => await _web.DisposeAsync();

    private static void Fill(CrmDbContext db, int owner, Branch branch, int status, int channel)
    {
        var at = TestOffice.Monday.AddMinutes(-30);
        var client = new Client
        {
            FirstName = "Jan", LastName = "Nowak", SearchKey = "nowak jan", AdvisorId = owner, BranchId = branch.Id, StatusId = status, CreatedAt = at,
            Phones = [new ClientPhone { Raw = "600 111 222", E164 = "+48600111222" }],
        };
        var investment = new Investment { Name = "Nowak", Branch = branch };
        var unit = new Unit { Investment = investment, Building = new Building { Name = "A", Stage = new Stage { Name = "I", Investment = investment } }, Number = "1", SearchKey = "nowak 1" };
        db.AddRange(client, unit, new ClientImport { FileName = "Nowak.csv", By = "Owner", UserId = owner, UploadedAt = at, Plan = "{}", Rows = 1 },
            new Call
            {
                Exchange = "test", CallKey = "1", Direction = CallDirection.Inbound, Status = CallStatus.Missed, StartedAt = at, LastEventAt = at, EndedAt = at, MissedOpen = true,
                Caller = "600 111 222", CallerE164 = "+48600111222", UserId = owner, Client = client, BranchId = branch.Id,
                Legs = [new CallLeg { LegKey = "1", RangAt = at, UserId = owner, Recording = "one.wav" }],
            },
            new Lead { At = at, Name = "Jan Nowak", SearchKey = "nowak jan", AdvisorId = owner, BranchId = branch.Id, Client = client, ChannelId = channel },
            new Activity
            {
                Type = ActivityType.Meeting, WasPlanned = true, Client = client, AssignedToId = owner, CreatedById = owner, BranchId = branch.Id,
                StartsAt = TestOffice.Monday, EndsAt = TestOffice.Monday.AddHours(1), CreatedAt = at,
            },
            new Activity { Type = ActivityType.Note, Client = client, AssignedToId = owner, CreatedById = owner, BranchId = branch.Id, Note = "Nowak", DoneAt = at, CreatedAt = at },
            new Agreement { Client = client, Unit = unit, Investment = investment, CreatedAt = at, AdvisorId = owner },
            new Offer { Client = client, SentAt = at, AdvisorId = owner },
            new Submission
            {
                BrokerForm = new BrokerForm { Name = "Form", LinkKey = "key", BranchId = branch.Id, Source = new Source { Name = "Brokers" }, On = true },
                FirstName = "Jan", LastName = "Nowak", SearchKey = "nowak jan", BrokerName = "B", BrokerKey = "k", ArrivedAt = at, BranchId = branch.Id, Client = client,
            },
            new Plan { UserId = owner, Week = new DateOnly(2026, 11, 23), Meetings = 1 },
            new RolePlan { RoleId = 1, FromWeek = new DateOnly(2026, 11, 23), Meetings = 1 },
            new Screen { Name = "Nowak", Hash = "theirs", CreatedAt = at, Pages = [WallPages.Ranking] },
            new ScreenPairing { Code = "NOWAK", Hash = "waits", AskedAt = at, ExpiresAt = at.AddYears(1) },
            new SignInSession { Key = "theirs", UserId = owner, StartedAt = at, LastSeenAt = at });
    }
}
