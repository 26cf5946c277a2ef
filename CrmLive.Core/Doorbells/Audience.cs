using CrmLive.Core.Access;
using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Data;
using CrmLive.Core.Leads;
using CrmLive.Core.Live;
using CrmLive.Core.Office;
using CrmLive.Core.Submissions;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Doorbells;

/// <summary>Who may hear which doorbell: the topic by a permission, the row by its slice's own scope.</summary>
internal static class Audience
{
    public static bool MayHear(this Actor actor, LiveTopic topic) => topic switch
    {
        LiveTopic.Calls => actor.May(CallPermissions.Watch),
        LiveTopic.Clients or LiveTopic.Agreements => actor.May(ClientPermissions.View),
        LiveTopic.Leads => actor.May(LeadPermissions.View),
        LiveTopic.Activities => actor.May(ActivityPermissions.View),
        LiveTopic.Submissions => actor.May(SubmissionPermissions.View),
        LiveTopic.Sessions => actor.May(UserPermissions.Sessions),
        LiveTopic.Mail => actor.May(OfficePermissions.Settings),
        // That an employee, a setting or a result changed is no secret within the office; reading it asks for rights of its own.
        LiveTopic.Users or LiveTopic.Office or LiveTopic.Kpi => actor.UserId is not null || actor.Scope == Scope.All,
        _ => false,
    };

    /// <summary>The ids among these that the actor may see; null where rows of several kinds share the topic and cannot be told apart.</summary>
    public static IQueryable<int>? Visible(this CrmDbContext db, LiveTopic topic, Actor actor, int[] ids) => topic switch
    {
        LiveTopic.Calls => db.Set<Call>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id),
        LiveTopic.Clients => db.Set<Client>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id),
        LiveTopic.Leads => db.Set<Lead>().VisibleTo(actor).Where(l => ids.Contains(l.Id)).Select(l => l.Id),
        LiveTopic.Activities => db.Set<Activity>().VisibleTo(actor).Where(a => ids.Contains(a.Id)).Select(a => a.Id),
        _ => null,
    };
}
