using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using CrmLive.Web.Submissions;

namespace CrmLive.Tests.Submissions;

/// <summary>The one reading that all screens share, as each of them may see it; and rows that stand still under a pointer.</summary>
public sealed class InboxNowTests
{
    private static readonly Actor Everybodys = People.Of(BuiltInRoles.Manager), Norths = People.Of(BuiltInRoles.Manager, Scope.Branch, branchId: 1);

    [Fact, Trait("Feature", "B3"), Trait("Feature", "B4"), Trait("Feature", "P4")]
    public void Of_what_waits_each_counts_their_branchs_and_nobodys_and_whoever_may_not_see_submissions_counts_none()
    {
        var now = new InboxNow { Ready = true, Branches = [new(1, Pending: 1, Unread: 0), new(2, Pending: 2, Unread: 1), new(null, Pending: 1, Unread: 1)] };
        Assert.Equal(new InboxCounts(4, 2), now.CountsFor(Everybodys));
        Assert.Equal(new InboxCounts(2, 1), now.CountsFor(Norths));
        Assert.Equal(default, now.CountsFor(People.Without(SubmissionPermissions.View)));
    }

    [Fact, Trait("Feature", "B5"), Trait("Feature", "B7"), Trait("Feature", "P4")]
    public void A_first_page_holds_what_is_ones_own_to_see_and_where_that_may_not_be_all_of_it_the_database_is_asked()
    {
        var rows = Enumerable.Range(1, 200).Reverse().Select(id => Row(id) with { BranchId = id == 175 ? null : id % 10 == 0 ? 1 : 2 }).ToList();
        var many = new InboxNow { Ready = true, Newest = [.. rows.Take(120)], NewestPending = [.. rows.Take(30)] };
        Assert.Equal(Enumerable.Range(150, 51).Reverse(), many.FirstPage(Everybodys, new InboxFilter(), 50)!.Take(51).Select(row => row.Id));
        // Of 120 rows twelve are the branch's, and there may be more behind them; the 30 that are pending are all there are.
        Assert.Null(many.FirstPage(Norths, new InboxFilter(), 50));
        var pending = new InboxFilter { Tile = InboxTile.Pending };
        Assert.Equal([200, 190, 180, 175], many.FirstPage(Norths, pending, 50)!.Select(row => row.Id));
        // Each its own of one snapshot, whoever looked first.
        Assert.Equal(Enumerable.Range(171, 30).Reverse().Where(id => id % 10 != 0), many.FirstPage(Norths with { BranchId = 2 }, pending, 50)!.Select(row => row.Id));
        Assert.Equal([175], many.FirstPage(Norths with { BranchId = null }, pending, 50)!.Select(row => row.Id));
        Assert.Equal(30, many.FirstPage(Everybodys, pending, 50)!.Count);
        Assert.Null(many.FirstPage(Everybodys, new InboxFilter { Client = "nowak" }, 50));
        Assert.Null(many.FirstPage(Everybodys, new InboxFilter { Tile = InboxTile.Accepted }, 50));
        Assert.Null((many with { Failed = true }).FirstPage(Everybodys, new InboxFilter(), 50));
        Assert.Null(InboxNow.Nothing.FirstPage(Everybodys, new InboxFilter(), 50));
    }

    [Fact, Trait("Feature", "B7")]
    public void Under_a_pointer_rows_change_where_they_stand_and_none_comes_or_goes_until_it_has_left()
    {
        var still = new StillRows();
        still.Take([Row(2), Row(1)]);
        still.Hold();
        still.Take([Row(4), Row(3), Row(2) with { Status = SubmissionStatus.Rejected }]);
        Assert.Equal([(2, SubmissionStatus.Rejected), (1, SubmissionStatus.Pending)], still.Shown.Select(row => (row.Id, row.Status)));
        Assert.Equal(2, still.New);

        // Asked for, the new ones are shown; the pointer is still there.
        still.Let();
        Assert.Equal([4, 3, 2], still.Shown.Select(row => row.Id));
        Assert.Equal(0, still.New);
        still.Take([Row(5), Row(4)]);
        Assert.Equal((3, 1), (still.Shown.Count, still.New));
        still.LetGo();
        Assert.Equal([5, 4], still.Shown.Select(row => row.Id));

        still.Hold();
        still.Forget();
        Assert.Equal((0, false), (still.Shown.Count, still.Ready));
        still.Take([Row(9)]);
        Assert.Equal((1, true), (still.Shown.Count, still.Ready));
    }

    private static InboxRow Row(int id) => new() { Id = id, Name = "Jan Nowak", Form = "Dom i Klucz", Broker = "Halina" };
}
