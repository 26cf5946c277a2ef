using System.Collections.Frozen;
using CrmLive.Core.Access;
using CrmLive.Core.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmLive.Tests.Access;

/// <summary>P4 at every query and command: the page hides what is not allowed, here it is refused.</summary>
[Trait("Feature", "P4")]
public sealed class DoorsTests(OthersOffice office) : IClassFixture<OthersOffice>
{
    /// <summary>Those that ask for no permission. Whoever adds to this list says why.</summary>
    private static readonly Dictionary<string, string> OpenToStaff = new()
    {
        ["Sessions.OpenAsync"] = "the sign-in itself, after the password",
        ["UserQueries.AdvisorsAsync"] = "who is an advisor is no secret within the office",
        ["UserQueries.NamesAsync"] = "what a colleague is called is no secret within the office",
        ["OfficeQueries.SourcesAsync"] = "names of advertising sources, to choose from",
        ["DictionaryQueries.WordsAsync"] = "words to choose from",
        ["DictionaryQueries.InvestmentsAsync"] = "names of what is sold, to choose from",
        ["DictionaryQueries.BranchesAsync"] = "names of branches, to choose from",
        ["SubmissionIntake.TakeAsync"] = "brokers have no account; the link of their form is the key",
        ["CatchUp.SinceAsync"] = "narrows to what may be heard, and tells how far the journal is",
        ["DoorbellFilter.NarrowAsync"] = "is what narrows",
    };

    /// <summary>What these rooms hold is the office's; in every other, rows belong to somebody.</summary>
    private static readonly string[] OfTheOffice = ["Office", "Users", "Account", "Doorbells", "Sample", "Settings", "Backup", "Mail", "Post"];

    /// <summary>What a narrow scope does not narrow, and why.</summary>
    private static readonly Dictionary<string, string> OpenToEveryScope = new()
    {
        ["ClientCommands.CreateAsync"] = "a client of one's own",
        ["LeadIntake.TakeAsync"] = "an appeal of one's own",
        ["SubmissionIntake.TakeAsync"] = "brokers have no account",
        ["ClashFinder.ClashesAsync"] = "a room or a colleague is taken whoever asks; whose client it is, it tells only who may see that",
        ["CalendarFeeds.CreateAsync"] = "the address of one's own calendar",
        ["CalendarFeeds.RevokeAsync"] = "the address of one's own calendar",
        ["CalendarFeeds.StandingAsync"] = "the address of one's own calendar",
        ["RosterQueries.ChoicesAsync"] = "words and names to filter by",
        ["RosterExport.WriteAsync"] = "writes what RosterQueries gives, which are tried here; that somebody exported is always journaled",
        ["SubmissionExport.WriteAsync"] = "writes what SubmissionInbox gives, which is tried here; that somebody exported is always journaled",
        ["ImportDesk.UploadAsync"] = "a file of one's own",
        ["ImportQueries.ChoicesAsync"] = "names of colleagues and sources to choose from",
        ["AgreementQueries.FindUnitsAsync"] = "what is for sale is for everybody to sell",
        ["UnitQueries.PageAsync"] = "what is for sale is for everybody to sell",
        ["UnitQueries.CardAsync"] = "a unit is for everybody to sell; whose client has it, it tells only who may see that (Agreements/ReservationTests)",
        ["UnitQueries.HistoryAsync"] = "of the unit itself; what tells of a client, only to who may see them",
        ["UnitQueries.BuildingsAsync"] = "names of what is sold, to choose from",
        ["Everywhere.FindAsync"] = "finds pages and units too; its clients, leads and submissions come from the queries tried here",
        ["PlanQueries.GridAsync"] = "a line of one's own, though nothing is planned; whose else it gives, Kpi/PlanTests asks",
        ["PlanQueries.OfRolesAsync"] = "a setting of the whole office",
        ["WeightCommands.WeightsAsync"] = "a setting of the whole office",
        ["WeightCommands.TalkRulesAsync"] = "a setting of the whole office",
        ["ScreenQueries.AllAsync"] = "a setting of the whole office",
        ["ScreenQueries.WaitingAsync"] = "a setting of the whole office",
        ["ScreenQueries.BranchesAsync"] = "names of branches, to choose from",
        ["ScreenCommands.ApproveAsync"] = "a setting of the whole office",
        ["ScreenCommands.ChangeAsync"] = "a setting of the whole office",
        ["ScreenCommands.RevokeAsync"] = "a setting of the whole office",
        ["ReplayQueries.DayAsync"] = "marks of a day without names of clients; whose branch they are of, Replay/ReplayTests asks",
        ["ReplayQueries.LastDayAsync"] = "a day, and nothing of it",
        ["ReplayQueries.AtAsync"] = "what a wall of one's branch showed; its call panel is narrowed as the live one, Replay/ReplayTests asks",
        ["BrokerFormQueries.NamesAsync"] = "names of brokers' forms, to choose from",
        ["BrokerFormQueries.AllAsync"] = "a setting of the whole office",
        ["BrokerFormCommands.SaveAsync"] = "a setting of the whole office",
        ["BrokerFormCommands.ReplaceLinkAsync"] = "a setting of the whole office",
        ["BrokerFormCommands.SwitchAsync"] = "a setting of the whole office",
        ["BrokerFormCommands.MakeTokenAsync"] = "a setting of the whole office; the token sees no more than its maker",
        ["BrokerFormQueries.ChoicesAsync"] = "names of what is sold and of branches, to choose from",
        ["TelephonyCommands.SaveAsync"] = "a setting of the whole office",
        ["TelephonyCommands.InForceAsync"] = "a setting of the whole office",
        ["TelephonyCommands.NewWebhookSecretAsync"] = "a setting of the whole office",
    };

    /// <summary>What has nothing to say of the first rows, and who asks it of others.</summary>
    private static readonly Dictionary<string, string> AskedElsewhere = new()
    {
        ["CoverageQueries.ClientsAsync"] = "asks for what comes after the first client; Kpi/CoverageTests asks it",
        ["ContactQueries.PageAsync"] = "nobody has spoken to anybody here; Kpi/OverviewTests asks it",
        ["ReplayQueries.AtAsync"] = "asks for a moment of another day; Replay/ReplayTests asks it",
        ["MergeQueries.WhereToAsync"] = "nobody was merged here; Clients/Merging asks it",
        ["MergeQueries.OfClientAsync"] = "nobody was merged here; Clients/Merging asks it",
    };

    public static TheoryData<string> Guarded => [.. Door.All.Select(door => door.Name).Where(name => !OpenToStaff.ContainsKey(name) && !IsOwn(name)).Distinct()];

    public static TheoryData<string, Scope> Narrow
    {
        get
        {
            var narrow = new TheoryData<string, Scope>();
            foreach (var door in Door.All.Where(door => !OfTheOffice.Contains(door.Room) && !OpenToEveryScope.ContainsKey(door.Name)).Select(door => door.Name).Distinct())
            {
                narrow.Add(door, Scope.Own);
                narrow.Add(door, Scope.Branch);
            }

            return narrow;
        }
    }

    public static TheoryData<string> Queries => [.. Door.All.Where(door => !OfTheOffice.Contains(door.Room)).Select(door => door.Name).Where(name => name.Contains("Queries.", StringComparison.Ordinal) && !AskedElsewhere.ContainsKey(name)).Distinct()];

    [Theory, MemberData(nameof(Guarded))]
    public Task Without_the_permission_it_gives_nothing_and_does_nothing(string door) =>
        ShutAsync(door, office.Stranger with { Permissions = [], Scope = Scope.All });

    [Theory, MemberData(nameof(Narrow))]
    public Task With_every_permission_it_gives_and_does_nothing_with_the_rows_of_others(string door, Scope scope) =>
        ShutAsync(door, office.Stranger with { Permissions = Catalog.All.ToFrozenSet(), Scope = scope });

    /// <summary>Else a query that always came back empty would pass the tests above.</summary>
    [Theory, MemberData(nameof(Queries))]
    public async Task The_very_same_question_is_answered_for_who_may_see_everything(string query)
    {
        foreach (var door in Door.All.Where(door => door.Name == query))
        {
            Assert.False(Door.IsNothing(await door.TryAsync(office.Services, Actor.System)));
        }
    }

    [Fact]
    public void No_exception_is_made_for_what_is_no_longer_there() =>
        Assert.Empty(OpenToStaff.Keys.Concat(OpenToEveryScope.Keys).Concat(AskedElsewhere.Keys).Except(Door.All.Select(door => door.Name)));

    // OwnLanguage, OwnPresence: what is everybody's own is called so.
    private static bool IsOwn(string door) => door.StartsWith("Own", StringComparison.Ordinal);

    private PermissionCatalog Catalog => office.Services.GetRequiredService<PermissionCatalog>();

    private async Task ShutAsync(string name, Actor actor)
    {
        foreach (var door in Door.All.Where(door => door.Name == name))
        {
            var before = await HappenedAsync();
            var answer = await door.TryAsync(office.Services, actor);
            Assert.True(Door.IsNothing(answer), $"{name} gave {answer}");
            Assert.Equal(before, await HappenedAsync());
        }
    }

    private async Task<string> HappenedAsync()
    {
        await using var db = office.Crm.Open(Actor.System);
        return string.Join(' ', await db.Set<JournalEntry>().OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync());
    }
}
