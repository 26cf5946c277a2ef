using CrmLive.Core.Activities;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Kpi;

/// <summary>The rows that the totals count: what a contact is (K11), said a second time for the database to ask.</summary>
internal static class Contacts
{
    public static IQueryable<Activity> Activities(CrmDbContext db, UtcRange days) => db.Set<Activity>().AsNoTracking().Where(a =>
        a.DoneAt >= days.FromUtc && a.DoneAt < days.ToUtc && a.Status == ActivityStatus.Held && !a.Incoming
        && (a.Type == ActivityType.Meeting || a.Type == ActivityType.Email || (a.Type == ActivityType.Phone && a.CallId == null)));

    public static IQueryable<Call> Calls(CrmDbContext db, UtcRange days) => db.Set<Call>().AsNoTracking().Where(c =>
        c.LongEnough && c.StartedAt >= days.FromUtc && c.StartedAt < days.ToUtc && c.UserId != null && c.ClientId != null);
}
